package pk.rahnuma.dialog.script;

import java.time.Duration;

/// Limits of the engine.
public final class EngineLimits {

    /// Maximum characters of a reply; Telegram's limit is 4096 after entities.
    public static final int MAX_REPLY_LENGTH = 4000;
    /// Maximum characters of a message; a longer one is refused with an explanation.
    public static final int MAX_INPUT_LENGTH = 4000;
    /// Maximum bytes of a button's data (Telegram).
    public static final int MAX_BUTTON_BYTES = 64;
    /// Options shown at once; the others are on further pages.
    public static final int MAX_OPTIONS_SHOWN = 8;
    /// Failed tries at one question after which a human is offered.
    public static final int MAX_TRIES = 3;
    /// Maximum running sessions: a form, a question during it, one more.
    public static final int MAX_RUNNING_SESSIONS = 3;
    /// Maximum forms set aside, those with a name apart.
    public static final int MAX_DRAFTS = 5;
    /// Maximum forms that have a name.
    public static final int MAX_NAMED_DRAFTS = 10;
    /// Maximum steps of a script, including groups.
    public static final int MAX_SCRIPT_STEPS = 200;
    /// Calls answered one after another before a session is considered an endless loop.
    public static final int MAX_CONSECUTIVE_CALLS = 16;
    /// Maximum items of a repeat.
    public static final int MAX_REPEAT_ITEMS = 1000;
    /// Maximum items of a repeat that a form sends at once, other than in a table.
    public static final int MAX_FORM_ITEMS = 100;
    /// Maximum answers that a form sends at once, those of the items of lists included.
    public static final int MAX_FORM_ANSWERS = 1000;
    /// After so long a text of a loose type is not taken as the answer to an old question.
    public static final Duration QUESTION_TTL = Duration.ofHours(24);
    /// Lifetime of a draft; reminders are sent on days 3 and 53 (docs/domain.md, "Deadlines").
    public static final Duration DRAFT_TTL = Duration.ofDays(60);
    public static final Duration FIRST_REMINDER_DELAY = Duration.ofDays(3);
    public static final Duration LAST_REMINDER_DELAY = Duration.ofDays(53);

    private EngineLimits() {}
}
