package pk.rahnuma.registration;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import pk.rahnuma.dialog.Action;

/// `registration.supply`: the person answers what was asked about an application of their own (`NEEDS_INFO`), and the
/// desk goes on with it.
@Singleton
@Named("registration.supply")
public final class Supply implements Action.Act<Supply.In, Supply.Out> {

    /// @param reference as typed or shown
    /// @param text what they have to say; what is longer than [Decision#NOTE] is cut
    public record In(String reference, String text) {}

    /// @param done false when there is no such application of this person, or nothing is asked about it
    public record Out(boolean done) {}

    private final Decisions decisions;

    Supply(Decisions decisions) {
        this.decisions = decisions;
    }

    @Override
    public List<Out> run(List<Request<In>> requests) {
        return requests.stream()
                .map(request -> {
                    String text = request.arguments().text();
                    return new Out(decisions.wished(
                            request.conversation(),
                            request.arguments().reference(),
                            Move.RECEIVE,
                            text.substring(0, Math.min(Decision.NOTE, text.length())),
                            request.now()));
                })
                .toList();
    }
}
