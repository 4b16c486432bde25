//! Decks with spoken cards, for the tests of speaking and of rounds.

/// A design with three phases, a compare card, a story, and two short cards that the points name.
pub const SPOKEN: [(&str, &str); 1] = [(
    "talk",
    "---\nid: talk\ntitle: Talk\narea: MQ\nlanguage: en\n---\n\n\
     ## Design a rate limiter for 50,000 requests/s. {#limiter .design minutes=20}\n\n\
     10,000 customers, limits differ by plan. One region today, three next year.\n\n\
     Source: own design\n\n\
     ### Phases\n- Clarify 5\n- High level 10\n\n  Sales adds: partners pay for bursts.\n\n- Deep dive 5\n\n\
     ### Rubric\n\
     - 40 Names the key that the limit hangs on [Clarify]\n  - full: per customer key and per endpoint\n  - partial: only \"per user\"\n  - keywords: api key | customer; endpoint\n  - review: window\n\
     - 35 Counts across nodes without losing the limit [Deep dive]\n  - full: says what is shared and how stale it may be\n  - partial: names sharing\n  - keywords: shard | shared; stale\n  - review: window, bucket\n\
     - 25 Gives something up [Deep dive]\n  - full: says what is given up, and for whom\n  - keywords: give up | gave up | given up\n\n\
     ### Follow-ups\n- The shared store is down. Do calls pass?\n- (change) Sales wants bursts of three times the limit.\n\n\
     ### Model\nThe limit hangs on the customer and the endpoint. Shards share the count, a second stale. I give up exactness.\n\n\
     ## One queue or one table? {#queue-or-table .compare minutes=4}\n\n\
     ### Options\n- a queue\n- a table\n\n\
     ### Rubric\n- 60 Decides\n  - full: decides for a queue or a table\n  - keywords: queue | table\n- 40 Says the price\n  - full: says what it costs\n  - keywords: cost | price\n\n\
     ### Follow-ups\n- And at ten times the load?\n- Who is on call for it?\n\n### Model\nA table; the price is polling.\n\n\
     ## Tell of a time you were wrong. {#wrong .story minutes=4}\n\n\
     ### Rubric\n- 10 Situation [S]\n  - full: one sentence\n- 10 Task [T]\n  - full: own task\n- 55 Action [A]\n  - full: own steps\n- 15 Result [R]\n  - full: a number\n- 10 Learnt [L]\n  - full: what is done otherwise since\n\n\
     ### Model\n[example of shape] We had a queue.\n\n\
     ## Why can a fixed window let through twice the limit? {#window}\n\nTwo windows meet.\n\n\
     ## What does a token bucket hold? {#bucket}\n\nTokens.\n",
)];
