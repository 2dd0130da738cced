package pk.rahnuma.person.joining;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import pk.rahnuma.dialog.model.Action;

/// `people.other_chat`: tells whether the code of this chat was entered in another one, so that the person can agree.
@Singleton
@Named("people.other_chat")
public final class ShowOtherChatAction implements Action.Query<ShowOtherChatAction.In, ShowOtherChatAction.Out> {

    public record In() {}

    /// Result of the action.
    ///
    /// @param entered whether the person is to agree
    /// @param channel of the other chat, `telegram` or `web`; empty when the code was not entered
    public record Out(boolean entered, String channel) {}

    private final ChatJoiningService joinings;

    ShowOtherChatAction(ChatJoiningService joinings) {
        this.joinings = joinings;
    }

    @Override
    public List<Out> executeAll(List<Request<In>> requests) {
        return requests.stream()
                .map(request -> joinings.findEntered(request.conversation(), request.now()))
                .map((Optional<String> channel) -> new Out(channel.isPresent(), channel.orElse("")))
                .toList();
    }
}
