package pk.rahnuma.dialog.script;

import java.time.Duration;

/// Every bound of the engine, in one place.
public final class EngineLimits {

    /// Characters of a reply; Telegram's limit is 4096 after entities.
    public static final int MAX_REPLY_LENGTH = 4000;
    /// Characters of a message that is read; what is longer is refused with a word about it.
    public static final int MAX_INPUT_LENGTH = 4000;
    /// Bytes of a button's data (Telegram).
    public static final int MAX_BUTTON_BYTES = 64;
    /// Options shown at once; the rest is on further pages.
    public static final int MAX_OPTIONS_SHOWN = 8;
    /// Failed tries at one question after which a human is offered.
    public static final int MAX_TRIES = 3;
    /// Sessions that run at once: a form, a question in its middle, one more.
    public static final int MAX_RUNNING_SESSIONS = 3;
    /// Forms set aside.
    public static final int MAX_DRAFTS = 5;
    /// Steps of a script, all groups counted.
    public static final int MAX_SCRIPT_STEPS = 200;
    /// Calls answered one after another before a session is taken to run in circles.
    public static final int MAX_CONSECUTIVE_CALLS = 16;
    /// Items of a repeat.
    public static final int MAX_REPEAT_ITEMS = 100;
    /// After so long without a word, a loose text is not taken as the answer to a question long out of sight.
    public static final Duration QUESTION_TTL = Duration.ofHours(24);
    /// How long a draft is kept (design: drafts live 60 days, with a reminder on days 3 and 53).
    public static final Duration DRAFT_TTL = Duration.ofDays(60);
    public static final Duration FIRST_REMINDER_DELAY = Duration.ofDays(3);
    public static final Duration LAST_REMINDER_DELAY = Duration.ofDays(53);

    private EngineLimits() {}
}
