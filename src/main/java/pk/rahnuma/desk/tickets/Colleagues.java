package pk.rahnuma.desk.tickets;

import jakarta.inject.Singleton;
import java.util.List;
import pk.rahnuma.desk.Viewer;
import pk.rahnuma.registration.NotPossible;
import pk.rahnuma.staff.Accounts;
import pk.rahnuma.staff.Right;
import pk.rahnuma.support.Member;
import pk.rahnuma.support.work.Hand;

/// Members of staff as tickets know them.
@Singleton
final class Colleagues {

    private final Accounts accounts;

    Colleagues(Accounts accounts) {
        this.accounts = accounts;
    }

    /// Who looks, and whether they distribute the work of others.
    static Hand hand(Viewer viewer) {
        return new Hand(member(viewer), viewer.may(Right.ASSIGN_OTHERS));
    }

    static Member member(Viewer viewer) {
        return new Member(viewer.id(), viewer.name());
    }

    /// All who can answer tickets and have set up their way in, by name.
    List<Member> all() {
        return accounts.all().stream()
                .filter(member -> member.may(Right.ANSWER_TICKETS))
                .filter(member -> member.passwordSet() && member.secondFactor())
                .map(member -> new Member(member.id(), member.name()))
                .toList();
    }

    /// @throws NotPossible when there is none who can answer tickets
    Member named(long id) {
        return all().stream()
                .filter(member -> member.id() == id)
                .findFirst()
                .orElseThrow(() -> new NotPossible("choose_colleague"));
    }
}
