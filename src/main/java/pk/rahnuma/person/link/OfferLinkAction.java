package pk.rahnuma.person.link;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import pk.rahnuma.dialog.model.Action;

/// `people.offer_link`: stores that the person wants a link with the chat that shows a code. The other chat is asked
/// within a minute.
@Singleton
@Named("people.offer_link")
public final class OfferLinkAction implements Action.Mutation<OfferLinkAction.In, OfferLinkAction.Out> {

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

    private final LinkOfferService offers;

    OfferLinkAction(LinkOfferService offers) {
        this.offers = offers;
    }

    @Override
    public List<Out> executeAll(List<Request<In>> requests) {
        return requests.stream()
                .map(request ->
                        new Out(offers.enterCode(request.arguments().code(), request.conversation(), request.now())))
                .toList();
    }
}
