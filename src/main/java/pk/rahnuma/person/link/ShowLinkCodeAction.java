package pk.rahnuma.person.link;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import pk.rahnuma.dialog.model.Action;

/// `people.link_code`: creates a code by which this chat can be linked with another one, for ten minutes. An earlier
/// code ends.
@Singleton
@Named("people.link_code")
public final class ShowLinkCodeAction implements Action.Mutation<ShowLinkCodeAction.In, ShowLinkCodeAction.Out> {

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

    private final LinkOfferService offers;

    ShowLinkCodeAction(LinkOfferService offers) {
        this.offers = offers;
    }

    @Override
    public List<Out> executeAll(List<Request<In>> requests) {
        return requests.stream()
                .map(request -> new Out(offers.createCode(request.conversation(), request.now())))
                .toList();
    }
}
