package pk.rahnuma.dialog.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;

/// State that the engine stores for one person's conversation.
///
/// @param language in which the person wrote or which they chose, or null before that
/// @param stack running sessions, the active one last; at most
///     [pk.rahnuma.dialog.script.EngineLimits#MAX_RUNNING_SESSIONS]
/// @param drafts sessions set aside, newest last; at most [pk.rahnuma.dialog.script.EngineLimits#MAX_DRAFTS], and
///     [pk.rahnuma.dialog.script.EngineLimits#MAX_NAMED_DRAFTS] with a name
/// @param sessions number of sessions so far; new ids are made from it
/// @param link that waits until no session runs, as [pk.rahnuma.dialog.engine.DeepLink] reads it: `/start` alone
///     for the answer that says what the desk is; or null
/// @param shared options chosen in the last script that shares its answers, by name of the question: the next script
///     takes those that it asks for too
/// @param languageOpen whether the language is that of the channel, because no message has told it yet
/// @param offered script that the answer or notice before offers, which a "yes" starts; or `/start` and the link that
///     the notice before offers, which the label of its button follows; or null
/// @param choices data of the buttons of the reply before that may be named by their labels, while no session runs
/// @param arrivalTold whether the person knows that their messages arrive, since the last message of staff
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record ConversationState(
        String language,
        List<Session> stack,
        List<Session> drafts,
        int sessions,
        String link,
        Map<String, String> shared,
        boolean languageOpen,
        String offered,
        List<String> choices,
        boolean arrivalTold) {

    /// Before the link that a notice offers.
    public static final String NOTICE_OFFER = "/start ";

    public ConversationState {
        stack = stack == null ? List.of() : List.copyOf(stack);
        drafts = drafts == null ? List.of() : List.copyOf(drafts);
        shared = shared == null ? Map.of() : Map.copyOf(shared);
        choices = choices == null ? List.of() : List.copyOf(choices);
    }

    public ConversationState(String language, List<Session> stack, List<Session> drafts, int sessions) {
        this(language, stack, drafts, sessions, null, Map.of(), false, null, List.of(), false);
    }

    /// State before the first message.
    public static ConversationState empty() {
        return new ConversationState(null, List.of(), List.of(), 0);
    }

    /// The same state after a notice.
    ///
    /// @param offer link that it offers, without `/start`; or null
    /// @param buttons data of the buttons that follow a link
    public ConversationState afterNotice(String offer, List<String> buttons) {
        String followed = offer == null ? null : NOTICE_OFFER + offer;
        return new ConversationState(
                language, stack, drafts, sessions, link, shared, languageOpen, followed, buttons, arrivalTold);
    }

    /// The same state after a notice that asks for a decision, which a script takes: a "yes" starts it.
    public ConversationState afterQuestion(String script) {
        return new ConversationState(
                language, stack, drafts, sessions, link, shared, languageOpen, script, List.of(), arrivalTold);
    }

    /// The same state in a language that the person chose.
    public ConversationState withChosenLanguage(String chosen) {
        return new ConversationState(
                chosen, stack, drafts, sessions, link, shared, false, offered, choices, arrivalTold);
    }

    /// The same state in another language.
    public ConversationState inLanguage(String other) {
        return new ConversationState(
                other, stack, drafts, sessions, link, shared, languageOpen, offered, choices, arrivalTold);
    }
}
