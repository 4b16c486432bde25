//! Planning beside the screen: the day is priced on a thread of its own, and the loop wakes when it is done.
//!
//! The thread gets numbers alone and touches no file. What it finds is thrown away where something was graded meanwhile.

use std::{
    io::{self, Read, Write},
    os::unix::net::UnixStream,
    sync::mpsc::{Receiver, Sender, channel},
    thread::JoinHandle,
};

use crate::{
    app::App,
    desk::keep_plan,
    memory::Model,
    plan::agenda::{Work, Worked},
    practice::study::PlanKey,
    store::Home,
};

/// The name of the thread.
pub(super) const THREAD: &str = "planning";

/// A plan that was worked out.
pub(super) struct Done {
    key: PlanKey,
    work: Work,
    worked: Worked,
}

/// The thread that plans, at most one at a time.
pub(super) struct Planning {
    running: Option<JoinHandle<()>>,
    wakes: UnixStream,
    waker: UnixStream,
    sender: Sender<Done>,
    receiver: Receiver<Done>,
}

impl Planning {
    pub(super) fn new() -> io::Result<Self> {
        let (wakes, other_end) = UnixStream::pair()?;
        wakes.set_nonblocking(true)?;
        let (sender, receiver) = channel();
        Ok(Self {
            running: None,
            wakes,
            waker: other_end,
            sender,
            receiver,
        })
    }

    /// Begins to plan where the home is shown without the plan of now.
    pub(super) fn begin(&mut self, app: &App) {
        let is_running = self
            .running
            .as_ref()
            .is_some_and(|thread| !thread.is_finished());
        if is_running || !app.shows_home() {
            return;
        }
        let Some((key, work)) = app.study.work(app.now()) else {
            return;
        };
        let Ok(mut waker) = self.waker.try_clone() else {
            return;
        };
        let (parameters, retention) = (*app.study.model.parameters(), app.study.model.retention());
        let sender = self.sender.clone();
        let plan = move || {
            let worked = work.done(&Model::with_parameters(&parameters, retention));
            // Where the screen has ended meanwhile, nobody listens any more.
            if sender.send(Done { key, work, worked }).is_ok() {
                let _ = waker.write_all(&[0]);
            }
        };
        self.running = std::thread::Builder::new()
            .name(THREAD.to_owned())
            .spawn(plan)
            .ok();
    }

    /// What wakes the loop.
    pub(super) fn wakes(&self) -> &UnixStream {
        &self.wakes
    }

    /// Gives the app what was worked out, if anything was.
    pub(super) fn deliver(&mut self, app: &mut App, home: &Home) {
        let _ = self.wakes.read(&mut [0; 16]);
        for done in self.receiver.try_iter() {
            if app.take_plan(done.key, &done.work, &done.worked) {
                keep_plan(&app.study, home, &done.work, &done.worked);
            }
        }
    }
}
