package pk.rahnuma.person.joining;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import pk.rahnuma.dialog.model.Action;

/// `people.chat_code`: creates a code by which this chat can be joined with another one, for ten minutes. An earlier
/// code ends.
@Singleton
@Named("people.chat_code")
public final class ShowChatCodeAction implements Action.Mutation<ShowChatCodeAction.In, ShowChatCodeAction.Out> {

    public record In() {}

    /// Result of the action.
    ///
    /// @param code nine digits in groups
    public record Out(String code) {

        @Override
        public String toString() {
            return "code";
        }
    }

    private final ChatJoiningService joinings;

    ShowChatCodeAction(ChatJoiningService joinings) {
        this.joinings = joinings;
    }

    @Override
    public List<Out> executeAll(List<Request<In>> requests) {
        return requests.stream()
                .map(request -> new Out(joinings.createCode(request.conversation(), request.now())))
                .toList();
    }
}
