//! The minutes for speaking in `mensetsu goal`: how many there are, and what the split does to the cards.

use crate::{
    desk::{Desk, make_plan, other_shares},
    journal::{GoalRecord, Moment, StudyDay, entry::Goal},
};

/// The split of a goal, in a line.
pub(super) fn line(desk: &Desk, record: &GoalRecord, today: StudyDay) -> String {
    let share = desk.study.share(record);
    let words = match (share.is_held(), record.goal.share, record.day) {
        (false, ..) => "none, the mix has no cards to speak about".to_owned(),
        (true, Some(set), _) => format!("{}% of the minutes", set.min(100)),
        (true, None, Some(day)) => format!(
            "{}% of the minutes now, more as the day comes nearer",
            share.percent(day.since(today))
        ),
        (true, None, None) => "part of the minutes once there is a date".to_owned(),
    };
    format!("speaking: {words}")
}

/// What a split that was set just now means for the cards. Only the goal that is planned for can tell.
pub(super) fn set_lines(desk: &mut Desk, goal: &Goal, now: Moment) -> Vec<String> {
    let today = desk.study.today(now);
    let is_planned = |desk: &Desk| {
        let active = desk.study.progress().active_goal(today);
        active.is_some_and(|record| record.goal.id == goal.id)
    };
    let Some(record) = desk.study.progress().goals.get(&goal.id) else {
        return Vec::new();
    };
    let mut lines = vec![line(desk, record, today)];
    if !is_planned(desk) {
        return lines;
    }
    make_plan(&mut desk.study, &desk.home, now, true);
    let Some(others) = other_shares(&desk.study, &desk.home, now) else {
        return lines;
    };
    if let Some(agenda) = desk.study.last_planned() {
        lines.push(format!(
            "{:.0}% of the cards would be recalled on the day. No data supports any split, so compare:",
            agenda.recall.forecast * 100.0
        ));
        lines.extend(others.sentence());
    }
    lines
}
