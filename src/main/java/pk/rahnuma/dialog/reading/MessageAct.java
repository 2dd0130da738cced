package pk.rahnuma.dialog.reading;

import java.util.Locale;

/// Act of a message, whatever values are in it: an answer is put off, a script wanted, an earlier answer wrong.
///
/// @param name of the script, command, language or kind of no answer; empty for other kinds
/// @param confidence probability that it is the act, from 0 to 1
public record MessageAct(Kind kind, String name, double confidence) {

    /// Kinds of acts, by the first part of their key in the texts: `acts.none.later`.
    public enum Kind {
        /// The message answers nothing: later, skip, none, unknown, reason.
        NONE,
        /// A script is wanted.
        START,
        COMMAND,
        LANGUAGE,
        /// An answer that was given before is wrong.
        CORRECTION,
        /// Yes or no to a value that is in doubt.
        AGREE,
        DISAGREE,
        /// Thanks, anger, a greeting, small talk.
        REMARK,
        /// An answer to a form's question.
        ANSWER,
        /// A question to the desk.
        QUESTION
    }

    /// The act of a text that resembles none.
    public static final MessageAct UNKNOWN = new MessageAct(Kind.ANSWER, "", 0);

    /// @param key such as `none.later`
    public static MessageAct fromKey(String key, double confidence) {
        int dot = key.indexOf('.');
        return new MessageAct(
                Kind.valueOf((dot < 0 ? key : key.substring(0, dot)).toUpperCase(Locale.ROOT)),
                dot < 0 ? "" : key.substring(dot + 1),
                confidence);
    }

    /// Its key in the texts, such as `none.later`.
    public String key() {
        String kindKey = kind.name().toLowerCase(Locale.ROOT);
        return name.isEmpty() ? kindKey : kindKey + "." + name;
    }

    /// True when it is this kind, with at least this confidence.
    public boolean isSurely(Kind wanted, double least) {
        return kind == wanted && confidence >= least;
    }
}
