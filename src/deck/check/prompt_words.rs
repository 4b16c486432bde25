//! The words by which the rules about prompts know what they look for. Each list is one text with `|` between its entries.

/// What begins a question that can only be answered by yes or no.
pub(super) const YES_NO: &str = "is|are|was|were|does|do|did|can|could|should|would|will|has|have|had|must|may|\
    might|isn't|aren't|doesn't|don't|didn't|can't|shouldn't|won't|shall|am";

/// What asks.
pub(super) const QUESTION_WORDS: &str = "what|which|who|whose|whom|when|where|why|how";

/// What may stand before the word that asks.
pub(super) const BEFORE_QUESTION: &str = "at|in|under|for|by|from|to|with|on|of";

/// What begins a prompt that says what to bring back.
pub(super) const ORDERS: &str = "state|name|give|say|write|convert|compute|calculate|complete|translate|derive|estimate|\
    choose|show|spell|recall|decide|finish|fill|read|define|compare|count";

/// Words that point at a page that the reader does not have.
pub(super) const BOOK: &str = "the article|the author say|the author mean|the author recommend|according to the author|\
    in the book|according to the book|this book|the chapter|this chapter|this article|\
    this section|this course|this video|as we saw|we saw|as we have seen|as mentioned|\
    as discussed|previous section|previous chapter|previous card|previous question|in the text|\
    in the diagram|in the figure|in the image|in the picture|figure below|diagram below|\
    shown below|see below|listed below|the lecture|the video say|the video define|the code below|\
    the query below|the table below|previous card's|described earlier|mentioned earlier|\
    as described|according to chapter|the author call|the author use|the book say|the book use|\
    the book call|the book recommend|the book suggest|in the article|last page|next page|\
    previous page";

/// What may stand before or after "above" where it points at a page, not at a number.
pub(super) const BEFORE_ABOVE: &str = "the|see|shown|listed|mentioned|described|as|given|noted|diagram|figure|table|example|\
    code|text";

/// And what after it.
pub(super) const AFTER_ABOVE: &str =
    "diagram|figure|table|example|code|list|text|article|picture|image|query|snippet";

/// "The following" code is code further down; the following day is a day.
pub(super) const AFTER_FOLLOWING: &str = "code|query|queries|statement|statements|list|option|options|example|figure|table|diagram|\
    snippet|output|command|commands|configuration|schema|text|sentence|is|are";

/// Words that ask for a talk, not for a fact.
pub(super) const VAGUE: &str = "explain|discuss|describe|elaborate|outline";

/// What stands before such a word where it asks the reader.
pub(super) const BEFORE_VAGUE: &str = "please|briefly|and|then|shortly";

/// Numbers of things that make a set.
pub(super) const SET_SIZES: &str =
    "main|different|types|kinds|layers|steps|advantages|benefits|components|principles";

/// Numbers in words that make a set.
pub(super) const SET_NUMBERS: &str = "three|four|five|six|seven|eight|nine|ten";

/// Pronouns that need a noun before them.
pub(super) const PRONOUNS: &str = "it|they|this|these|those|its|their|them";

/// Verbs after which a pronoun is the subject of a question: "why does it …".
pub(super) const AUXILIARIES: &str =
    "is|are|was|were|do|does|did|can|could|would|should|will|has|have|must";

/// Verbs whose "it" stands for nothing: "what does it take to …".
pub(super) const EMPTY_VERBS: &str =
    "take|takes|cost|costs|mean|matter|help|pay|pays|helps|seems|rains";

/// Parts of a book that are named by a number.
pub(super) const NUMBERED_PARTS: &str = "figure|listing|chapter|page|table|exercise";

/// Adjectives after an empty "it": "It is cheaper to …".
pub(super) const EMPTY_IT: &str = "better|cheaper|easier|harder|faster|slower|safer|worse|common|normal|tempting|possible|\
    late|early|noon|midnight|black|monday";

/// Phrases that leave open what counts as the answer.
pub(super) const OPEN_PHRASES: &str = "tell me about|what can you say|what do you know about|talk about|say something about|\
    say a few words|what about|should you know about|is important about|is interesting about|\
    do you think about";

/// The entries of a list.
pub(super) fn entries(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.split('|')
}

/// Whether a word stands in a list.
pub(super) fn listed(list: &'static str, word: &str) -> bool {
    entries(list).any(|entry| entry == word)
}
