package pk.rahnuma.person.joining;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import pk.rahnuma.dialog.model.Action;

/// `people.offer_chat`: stores that the person wants to join the chat that shows a code with this one. The
/// other chat is asked within a minute.
@Singleton
@Named("people.offer_chat")
public final class OfferChatAction implements Action.Mutation<OfferChatAction.In, OfferChatAction.Out> {

    /// Input of the action.
    ///
    /// @param code as typed
    public record In(String code) {

        @Override
        public String toString() {
            return "code";
        }
    }

    /// Result of the action.
    ///
    /// @param done false when the code was used or has expired
    public record Out(boolean done) {}

    private final ChatJoiningService joinings;

    OfferChatAction(ChatJoiningService joinings) {
        this.joinings = joinings;
    }

    @Override
    public List<Out> executeAll(List<Request<In>> requests) {
        return requests.stream()
                .map(request ->
                        new Out(joinings.offer(request.arguments().code(), request.conversation(), request.now())))
                .toList();
    }
}
