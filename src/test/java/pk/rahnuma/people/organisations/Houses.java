package pk.rahnuma.people.organisations;

import static pk.rahnuma.registration.Rooms.ask;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import pk.rahnuma.Database;
import pk.rahnuma.audit.Audit;
import pk.rahnuma.dialog.Reply;
import pk.rahnuma.dialog.script.Library;
import pk.rahnuma.people.Askers;
import pk.rahnuma.people.Persons;
import pk.rahnuma.post.Channel;
import pk.rahnuma.post.Doorway;
import pk.rahnuma.post.Messages;
import pk.rahnuma.vault.Keeper;

/// The room of organisations over a database, for tests. Notices say language, key, organisation and role.
public final class Houses {

    final OrganisationRows organisationRows;
    final MembershipRows memberships;
    final InvitationRows invitations;
    final NoticeRows notices;
    final Invite invite;
    final Invited invited;
    final Join join;
    final SetMember setMember;
    final OneOrganisation one;
    final Telling telling;
    public final Organisations organisations;
    public final ActsFor actsFor;
    public final Keeper keeper;

    public Houses(Database database, Persons persons, Messages messages) {
        Audit audit = new Audit(database.jdbi(), database.vault());
        this.organisationRows = new OrganisationRows(database.jdbi(), database.vault());
        this.memberships = new MembershipRows(database.jdbi(), database.vault());
        this.invitations = new InvitationRows(database.jdbi(), database.vault());
        this.notices = new NoticeRows(database.jdbi());
        this.organisations = new Organisations(organisationRows, memberships, audit);
        Rosters rosters = new Rosters(organisationRows, memberships, notices, audit);
        MemberCodes codes = new MemberCodes(database.vault());
        this.actsFor = new ActsFor(organisations);
        this.invite = new Invite(rosters, invitations, List.of(new Door()), audit);
        this.invited = new Invited(invitations, organisationRows, memberships, new Askers(database.jdbi()));
        this.join = new Join(invitations, memberships, rosters);
        this.setMember = new SetMember(rosters, codes);
        this.one = new OneOrganisation(organisationRows, memberships, codes);
        this.keeper = new MembershipKeeper(organisationRows, memberships, invitations, notices, rosters);
        this.telling = new Telling(
                database.jdbi(),
                persons,
                notices,
                organisationRows,
                memberships,
                new Words(),
                messages,
                Clock.systemUTC(),
                null);
    }

    private static final class Door implements Doorway {

        @Override
        public Channel channel() {
            return Channel.TELEGRAM;
        }

        @Override
        public Optional<String> link(String word, String rest) {
            return Optional.of("https://t.me/TestBot?start=" + word + "-" + rest);
        }
    }

    private static final class Words extends MemberNotices {

        Words() {
            super((Library) null);
        }

        @Override
        Reply write(String language, String key, String organisation, String role) {
            return Reply.plain(language + " " + key + " " + organisation + " " + role);
        }
    }

    /// @return its code
    public String make(long owner, String name, Instant now) {
        long id = organisations
                .make(List.of(new Organisations.Wish(name, "", "", owner, "Owner " + name)), now)
                .getFirst();
        return Organisation.code(id);
    }

    /// Lets somebody in, as an owner and they would do it.
    public void letIn(String organisation, long owner, long person, String role, Instant now) {
        String code = invite.run(List.of(ask(owner, new Invite.In(organisation, role), now)))
                .getFirst()
                .code();
        Join.Out out =
                join.run(List.of(ask(person, new Join.In(code, "Member"), now))).getFirst();
        SetMember.Out in = set(organisation, owner, member(organisation, owner, person), "approve", now);
        if (!out.done() || !in.done()) {
            throw new AssertionError(out + " " + in);
        }
    }

    /// The code by which an owner names somebody.
    public String member(String organisation, long owner, long person) {
        return memberships.ofPersons(List.of(person)).stream()
                .filter(m -> Organisation.code(m.organisation()).equals(organisation))
                .map(m -> member(m, owner))
                .findFirst()
                .orElseThrow();
    }

    private String member(Membership m, long owner) {
        OneOrganisation.Out seen = one.run(
                        List.of(ask(owner, new OneOrganisation.In(Organisation.code(m.organisation())), Instant.EPOCH)))
                .getFirst();
        int place = memberships.ofOrganisations(List.of(m.organisation())).stream()
                .filter(each -> each.active() == m.active())
                .toList()
                .indexOf(m);
        return (m.active() ? seen.members() : seen.waiting()).get(place).member();
    }

    public SetMember.Out set(String organisation, long person, String member, String to, Instant now) {
        return setMember
                .run(List.of(ask(person, new SetMember.In(organisation, member, to), now)))
                .getFirst();
    }
}
