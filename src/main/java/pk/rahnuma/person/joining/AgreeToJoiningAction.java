package pk.rahnuma.person.joining;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import pk.rahnuma.dialog.model.Action;

/// `people.agree_to_joining`: stores whether the person agrees that this chat, whose code was entered in another
/// one, joins that one. The job carries it out within two minutes.
@Singleton
@Named("people.agree_to_joining")
public final class AgreeToJoiningAction implements Action.Mutation<AgreeToJoiningAction.In, AgreeToJoiningAction.Out> {

    /// Input of the action.
    ///
    /// @param agreed false discards the code
    public record In(boolean agreed) {}

    /// Result of the action.
    ///
    /// @param done false when there is nothing to agree to any more
    public record Out(boolean done) {}

    private final ChatJoiningService joinings;

    AgreeToJoiningAction(ChatJoiningService joinings) {
        this.joinings = joinings;
    }

    @Override
    public List<Out> executeAll(List<Request<In>> requests) {
        return requests.stream()
                .map(request -> new Out(joinings.agree(
                        request.conversation(), request.arguments().agreed(), request.now())))
                .toList();
    }
}
