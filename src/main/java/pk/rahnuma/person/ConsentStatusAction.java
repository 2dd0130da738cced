package pk.rahnuma.person;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import pk.rahnuma.dialog.model.Action;

/// `people.me`: returns the consent of the person.
@Singleton
@Named("people.me")
public final class ConsentStatusAction implements Action.Query<ConsentStatusAction.In, ConsentStatusAction.Out> {

    public record In() {}

    /// Result of the action.
    ///
    /// @param consented whether the person has consented to the present version, and not withdrawn it
    /// @param version of the text that is presented today
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
