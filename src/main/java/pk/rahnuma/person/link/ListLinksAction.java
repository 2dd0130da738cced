package pk.rahnuma.person.link;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import pk.rahnuma.dialog.model.Action;

/// `people.links`: the persons who are linked with this one.
@Singleton
@Named("people.links")
public final class ListLinksAction implements Action.Query<ListLinksAction.In, ListLinksAction.Out> {

    public record In() {}

    /// Result of the action.
    ///
    /// @param count number of links
    /// @param items the latest first
    public record Out(long count, List<Item> items) {}

    /// A link.
    ///
    /// @param link its code
    /// @param channel of the chat that the other person used last, `telegram` or `web`
    /// @param since time at which both had agreed
    public record Item(String link, String channel, Instant since) {}

    private final PersonLinkService links;

    ListLinksAction(PersonLinkService links) {
        this.links = links;
    }

    @Override
    public List<Out> executeAll(List<Request<In>> requests) {
        return requests.stream()
                .map(request -> links.listLinks(request.conversation()).stream()
                        .map(linked -> new Item(Long.toString(linked.id()), linked.channel(), linked.linked()))
                        .toList())
                .map(items -> new Out(items.size(), items))
                .toList();
    }
}
