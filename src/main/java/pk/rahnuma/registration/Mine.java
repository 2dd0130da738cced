package pk.rahnuma.registration;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import pk.rahnuma.dialog.Action;

/// `registration.mine`: the person's own applications, which need no second proof.
@Singleton
@Named("registration.mine")
public final class Mine implements Action.Read<Mine.In, Mine.Out> {

    private static final int MOST = 10;

    public record In() {}

    /// @param count how many there are
    /// @param items the newest of them, newest first, ten at most
    public record Out(long count, List<Item> items) {}

    /// @param reference grouped for reading
    /// @param status the name of a [Status]
    /// @param due by when the one named by `next` should have acted, or null
    /// @param since when the status is what it is
    /// @param reasons names of [Reason]s of this status
    /// @param authority_reference empty when there is none
    /// @param next see [Application#next(Instant)]
    public record Item(
            String reference,
            String status,
            Instant submitted,
            Instant due,
            Instant since,
            List<String> reasons,
            String authority_reference,
            String next) {

        static Item of(Application a, Instant now) {
            return new Item(
                    a.reference().grouped(),
                    a.status().name(),
                    a.submitted(),
                    a.due(),
                    a.since(),
                    a.reasonCodes(),
                    a.authorityReference() == null ? "" : a.authorityReference(),
                    a.next(now));
        }
    }

    private final Applications applications;

    Mine(Applications applications) {
        this.applications = applications;
    }

    @Override
    public List<Out> run(List<Request<In>> requests) {
        Map<Long, Applications.Newest> found = applications.newest(
                requests.stream().map(Request::conversation).distinct().toList(), MOST);
        return requests.stream()
                .map(request -> {
                    Applications.Newest newest = found.get(request.conversation());
                    return newest == null
                            ? new Out(0, List.of())
                            : new Out(
                                    newest.count(),
                                    newest.applications().stream()
                                            .map(a -> Item.of(a, request.now()))
                                            .toList());
                })
                .toList();
    }
}
