package pk.rahnuma.person.consent;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import pk.rahnuma.dialog.model.Action;

/// `people.me`: what the desk knows of the person who asks.
@Singleton
@Named("people.me")
public final class ConsentStatusAction implements Action.Query<ConsentStatusAction.In, ConsentStatusAction.Out> {

    public record In() {}

    /// @param consented whether the person has agreed to the present wording, and not taken it back
    /// @param version of the wording that is asked for today
    public record Out(boolean consented, String version) {}

    private final ConsentRepository consents;

    ConsentStatusAction(ConsentRepository consents) {
        this.consents = consents;
    }

    @Override
    public List<Out> executeAll(List<Request<In>> requests) {
        Set<Long> holding = consents.findConsenting(
                requests.stream().map(Request::conversation).distinct().toList());
        return requests.stream()
                .map(request -> new Out(holding.contains(request.conversation()), ConsentRepository.CURRENT_VERSION))
                .toList();
    }
}
