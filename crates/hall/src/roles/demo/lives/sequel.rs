//! What people mean to do next, after something was done.

use super::*;

impl Stage {
    /// What people mean to do after something was done.
    pub(super) fn follow(&mut self, life: usize, deed: Deed, day: i64) {
        let dice = |stage: &Self, least, most| stage.dice.between(least, most);
        match deed {
            Deed::Submit => self.follow_submission(life, day),
            Deed::Accept => {
                let days = if self.dice.once_in(60) { dice(self, 4, 9) } else { dice(self, 0, 3) };
                self.plan(life, Deed::Screen, day, days);
            }
            Deed::Screen | Deed::HandOverAgain => self.follow_assignment(life, day),
            Deed::SendBack => {
                self.lives[life].returns += 1;
                let other = self.dice.below(self.topic(&self.lives[life]).lead.len());
                let lead = &self.topic(&self.lives[life]).lead[other];
                self.lives[life].lead = self.county.bodies[lead];
                let days = dice(self, 1, 3);
                self.plan(life, Deed::HandOverAgain, day, days);
            }
            Deed::Sign => self.follow_signature(life, day),
            Deed::Ask if self.dice.once_in(820) => {
                let days = dice(self, 1, 9);
                self.plan(life, Deed::AnswerQuestion, day, days);
            }
            Deed::AskForTime if self.dice.once_in(850) => {
                let days = dice(self, 0, 2);
                self.plan(life, Deed::GrantTime, day, days);
            }
            Deed::Reply | Deed::Agree => self.follow_reply(life, day),
            Deed::Rate if self.lives[life].again => {
                self.lives[life].again = false;
                self.lives[life].round = 2;
                let days = dice(self, 1, 3);
                self.plan(life, Deed::HandOverAgain, day, days);
            }
            _ => {}
        }
    }

    /// What has to be done and was refused for now is tried some days later.
    pub(super) fn try_again(&mut self, life: usize, deed: Deed, day: i64) {
        let must = matches!(
            deed,
            Deed::Screen | Deed::HandOverAgain | Deed::Sign | Deed::Reply | Deed::Agree
        );
        if !must || self.lives[life].tries >= 4 {
            return;
        }
        self.lives[life].tries += 1;
        let days = self.dice.between(2, 6);
        self.plan(life, deed, day, days);
    }

    fn follow_submission(&mut self, life: usize, day: i64) {
        let accepts = self.dice.once_in(930);
        let days = if accepts { self.dice.between(0, 2) } else { self.dice.between(5, 9) };
        let deed = if accepts { Deed::Accept } else { Deed::Screen };
        self.plan(life, deed, day, days);
        if self.dice.once_in(150) {
            let co = self.dice.below(self.topic(&self.lives[life]).lead.len());
            let co = &self.topic(&self.lives[life]).lead[co];
            self.lives[life].co = Some(self.county.bodies[co]);
        }
        for (often, deed, least, most) in [
            (70, Deed::Add, 1, 12),
            (60, Deed::Join, 0, 14),
            (30, Deed::Join, 2, 20),
            (18, Deed::Withdraw, 2, 15),
        ] {
            if self.dice.once_in(often) {
                let days = self.dice.between(least, most);
                self.plan(life, deed, day, days);
            }
        }
    }

    fn follow_assignment(&mut self, life: usize, day: i64) {
        match self.lives[life].way {
            Way::Explained => {
                let days = self.dice.between(0, 2);
                return self.plan(life, Deed::Agree, day, days);
            }
            Way::AtOnce => {
                let days = self.dice.between(1, 6);
                return self.plan(life, Deed::Reply, day, days);
            }
            Way::HandedOver => {}
        }
        let returns = self.lives[life].returns;
        let sends_back = match returns {
            0 => self.dice.once_in(70),
            1 => self.dice.once_in(200),
            _ => false,
        };
        let days =
            if self.dice.once_in(50) { self.dice.between(3, 6) } else { self.dice.between(0, 2) };
        let deed = if sends_back { Deed::SendBack } else { Deed::Sign };
        self.plan(life, deed, day, days);
    }

    fn follow_signature(&mut self, life: usize, day: i64) {
        for (often, deed, least, most) in
            [(380, Deed::Note, 1, 8), (110, Deed::Ask, 1, 6), (90, Deed::AskForTime, 6, 12)]
        {
            if self.dice.once_in(often) {
                let days = self.dice.between(least, most);
                self.plan(life, deed, day, days);
            }
        }
        if self.lives[life].co.is_some() {
            let days = self.dice.between(2, 9);
            self.plan(life, Deed::CoReply, day, days);
        }
        let days = match self.dice.below(1000) {
            0..880 => self.dice.between(2, 18),
            880..960 => self.dice.between(19, 34),
            960..985 => self.dice.between(35, 90),
            // Nobody ever answers: the page says so by itself.
            _ => return,
        };
        self.plan(life, Deed::Reply, day, days);
        if days > 30 {
            self.plan(life, Deed::Urge, day, 27);
            if self.dice.once_in(300) {
                self.plan(life, Deed::Supervise, day, 32);
            }
        }
    }

    fn follow_reply(&mut self, life: usize, day: i64) {
        let days = self.dice.between(0, 3);
        if self.dice.once_in(920) {
            self.plan(life, Deed::FeedBack, day, days);
        }
        if self.dice.once_in(560) {
            let days = self.dice.between(1, 25);
            self.plan(life, Deed::Rate, day, days);
        } else if self.dice.once_in(400) {
            let days = self.dice.between(6, 20);
            self.plan(life, Deed::CallBack, day, days);
        }
        if let Some(promise) = self.lives[life].promise {
            let until = i64::from((promise - self.date(day)).get_days());
            let slip = if self.dice.once_in(180) {
                self.dice.between(1, 60)
            } else {
                -self.dice.between(0, 12)
            };
            if self.dice.once_in(930) {
                self.plan(life, Deed::Deliver, day, (until + slip).max(1));
            }
        }
        if self.lives[life].answered_well && self.dice.once_in(100) {
            let days = self.dice.between(92, 108);
            self.plan(life, Deed::LookBack, day, days);
        }
    }
}
