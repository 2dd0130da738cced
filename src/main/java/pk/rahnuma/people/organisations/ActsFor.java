package pk.rahnuma.people.organisations;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import pk.rahnuma.dialog.Action;

/// `people.acts_for`: the organisations for which the person may apply.
@Singleton
@Named("people.acts_for")
public final class ActsFor implements Action.Read<ActsFor.In, ActsFor.Out> {

    public record In() {}

    /// @param count how many there are
    /// @param items by name, twenty at most; no `viewer` among the roles
    public record Out(long count, List<Memberships.Item> items) {}

    private final Organisations organisations;

    ActsFor(Organisations organisations) {
        this.organisations = organisations;
    }

    @Override
    public List<Out> run(List<Request<In>> requests) {
        Map<Long, List<Memberships.Item>> listed = organisations.listed(
                requests.stream().map(Request::conversation).distinct().toList(), Role::acts);
        return requests.stream()
                .map(request -> out(listed.getOrDefault(request.conversation(), List.of())))
                .toList();
    }

    private static Out out(List<Memberships.Item> items) {
        return new Out(items.size(), items.subList(0, Math.min(items.size(), Organisations.OF_ONE_PERSON)));
    }
}
