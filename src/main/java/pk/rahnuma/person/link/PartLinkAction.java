package pk.rahnuma.person.link;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import pk.rahnuma.dialog.model.Action;
import pk.rahnuma.vault.SubjectEncryptionService;

/// `people.part_link`: ends a link of the person at once. The other one gets a notice within a minute.
@Singleton
@Named("people.part_link")
public final class PartLinkAction implements Action.Mutation<PartLinkAction.In, PartLinkAction.Out> {

    /// Input of the action.
    ///
    /// @param link its code, from `people.links`
    public record In(String link) {}

    /// Result of the action.
    ///
    /// @param done false when there is no such link any more
    public record Out(boolean done) {}

    private final PersonLinkService links;

    PartLinkAction(PersonLinkService links) {
        this.links = links;
    }

    @Override
    public List<Out> executeAll(List<Request<In>> requests) {
        return requests.stream()
                .map(request -> new Out(links.partPersons(
                        request.conversation(),
                        SubjectEncryptionService.parseId(request.arguments().link())
                                .orElse(0),
                        request.now())))
                .toList();
    }
}
