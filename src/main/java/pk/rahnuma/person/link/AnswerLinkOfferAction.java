package pk.rahnuma.person.link;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import pk.rahnuma.dialog.model.Action;

/// `people.answer_link`: stores whether the person agrees to a link with the chat in which the code of this one was
/// entered. The job links them within a minute.
@Singleton
@Named("people.answer_link")
public final class AnswerLinkOfferAction
        implements Action.Mutation<AnswerLinkOfferAction.In, AnswerLinkOfferAction.Out> {

    /// Input of the action.
    ///
    /// @param agreed false discards the code
    public record In(boolean agreed) {}

    /// Result of the action.
    ///
    /// @param done false when there is nothing to agree to any more
    public record Out(boolean done) {}

    private final LinkOfferService offers;

    AnswerLinkOfferAction(LinkOfferService offers) {
        this.offers = offers;
    }

    @Override
    public List<Out> executeAll(List<Request<In>> requests) {
        return requests.stream()
                .map(request -> new Out(offers.answerOffer(
                        request.conversation(), request.arguments().agreed(), request.now())))
                .toList();
    }
}
