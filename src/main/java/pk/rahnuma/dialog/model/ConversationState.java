package pk.rahnuma.dialog.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/// State that the engine stores for one person's conversation.
///
/// @param language chosen by the person, or null before that
/// @param stack running sessions, the active one last; at most
///     [pk.rahnuma.dialog.script.EngineLimits#MAX_RUNNING_SESSIONS]
/// @param drafts sessions set aside, newest last; at most [pk.rahnuma.dialog.script.EngineLimits#MAX_DRAFTS]
/// @param sessions number of sessions so far; new ids are made from it
/// @param link a link that was followed before a language was chosen, as [pk.rahnuma.dialog.engine.DeepLink] reads it,
///     or null; it waits until no session runs
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record ConversationState(String language, List<Session> stack, List<Session> drafts, int sessions, String link) {

    public ConversationState {
        stack = stack == null ? List.of() : List.copyOf(stack);
        drafts = drafts == null ? List.of() : List.copyOf(drafts);
    }

    public ConversationState(String language, List<Session> stack, List<Session> drafts, int sessions) {
        this(language, stack, drafts, sessions, null);
    }

    /// State before the first message.
    public static ConversationState empty() {
        return new ConversationState(null, List.of(), List.of(), 0);
    }
}
