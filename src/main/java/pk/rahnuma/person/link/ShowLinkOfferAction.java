package pk.rahnuma.person.link;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import pk.rahnuma.dialog.model.Action;

/// `people.link_offer`: tells whether the code of this chat was entered in another one, so that the person can agree.
@Singleton
@Named("people.link_offer")
public final class ShowLinkOfferAction implements Action.Query<ShowLinkOfferAction.In, ShowLinkOfferAction.Out> {

    public record In() {}

    /// Result of the action.
    ///
    /// @param entered whether the person is to agree
    /// @param channel of the other chat, `telegram` or `web`; empty when the code was not entered
    public record Out(boolean entered, String channel) {}

    private final LinkOfferService offers;

    ShowLinkOfferAction(LinkOfferService offers) {
        this.offers = offers;
    }

    @Override
    public List<Out> executeAll(List<Request<In>> requests) {
        return requests.stream()
                .map(request -> offers.findEntered(request.conversation(), request.now()))
                .map((Optional<String> channel) -> new Out(channel.isPresent(), channel.orElse("")))
                .toList();
    }
}
