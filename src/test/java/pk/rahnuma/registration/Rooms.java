package pk.rahnuma.registration;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import pk.rahnuma.Database;
import pk.rahnuma.audit.Audit;
import pk.rahnuma.dialog.Action;
import pk.rahnuma.dialog.Reply;
import pk.rahnuma.documents.Documents;
import pk.rahnuma.documents.Files;
import pk.rahnuma.guidance.Forms;
import pk.rahnuma.guidance.Notices;
import pk.rahnuma.people.Askers;
import pk.rahnuma.people.Persons;
import pk.rahnuma.people.organisations.Houses;
import pk.rahnuma.people.organisations.Organisations;
import pk.rahnuma.post.Channel;
import pk.rahnuma.post.Chats;
import pk.rahnuma.post.Messages;
import pk.rahnuma.post.Posts;
import pk.rahnuma.registration.access.Access;
import pk.rahnuma.registration.access.Owners;
import pk.rahnuma.registration.decisions.Deciding;
import pk.rahnuma.registration.decisions.Decisions;
import pk.rahnuma.registration.overview.Views;
import pk.rahnuma.registration.records.Applications;
import pk.rahnuma.registration.records.Contents;
import pk.rahnuma.registration.records.History;
import pk.rahnuma.registration.records.Register;
import pk.rahnuma.registration.records.Tables;
import pk.rahnuma.registration.submission.Incoming;
import pk.rahnuma.registration.submission.Submit;
import pk.rahnuma.store.Mode;
import pk.rahnuma.vault.Vault;

/// The rooms over a database, for tests. Notices say their key, language and arguments.
public final class Rooms {

    /// A Monday, nine o'clock in Pakistan.
    public static final Instant MONDAY = Instant.parse("2026-11-23T04:00:00Z");

    private static final AtomicInteger SESSIONS = new AtomicInteger();

    public final Database database;
    public final Audit audit;
    public final Messages messages;
    public final Persons persons;
    public final WorkingCalendar calendar = new WorkingCalendar(Set.of());
    public final Documents documents;
    public final Houses houses;
    public final Organisations organisations;
    public final Access access;
    public final Owners owners;
    public final Tables tables;
    public final Applications applications;
    public final Register register;
    public final History history;
    public final Contents contents;
    public final Incoming incoming;
    public final Views views;

    public Rooms(Database database) {
        this.database = database;
        this.audit = new Audit(database.jdbi(), database.vault());
        this.messages = Posts.messages(database);
        this.persons = new Persons(database.jdbi());
        this.documents = new Documents(database.jdbi(), database.vault(), Files.inspections());
        this.houses = new Houses(database, persons, messages);
        this.organisations = houses.organisations;
        this.access = new Access(organisations);
        Askers askers = new Askers(database.jdbi());
        this.tables = new Tables(database, persons, askers, organisations, documents, audit, calendar);
        this.applications = tables.applications;
        this.register = tables.register;
        this.history = tables.history;
        this.contents = tables.contents;
        this.owners = new Owners(applications);
        this.incoming = new Incoming(this, forms());
        this.views = new Views(this, askers);
    }

    /// What a notice says in tests.
    public Notices notices() {
        return (language, key, arguments) -> Reply.plain(language + " " + key + " " + new TreeMap<>(arguments));
    }

    public Decisions decisions(Mode mode) {
        return Deciding.decisions(this, mode);
    }

    /// What the form of these tests asks.
    public static Forms forms() {
        Set<String> names = new TreeSet<>(answers().keySet());
        names.addAll(mobileAnswers("+923001234567").keySet());
        names.addAll(List.of("id_front", "id_back", "proof_file"));
        return script -> List.copyOf(names);
    }

    /// Somebody who has chatted, in this language.
    public long person(String language) {
        Chats.Address address = new Chats.Address(Channel.TELEGRAM, Long.toString(Vault.newId()));
        return Posts.chats(database)
                .open(List.of(address), Map.of(address, language), MONDAY)
                .get(address)
                .conversation();
    }

    /// A request of an action, from a session of its own.
    public static <I extends Record> Action.Request<I> ask(long person, I arguments, Instant now) {
        return ask(person, "s" + SESSIONS.incrementAndGet(), arguments, now);
    }

    public static <I extends Record> Action.Request<I> ask(long person, String session, I arguments, Instant now) {
        return new Action.Request<>(person, session, "register-individual", "flow", false, "en", now, arguments);
    }

    /// Sends an application and gives its reference.
    public Reference submitted(long person, Map<String, Object> answers, Instant now) {
        Submit.Out out = incoming.submit
                .run(List.of(ask(person, new Submit.In(answers), now)))
                .getFirst();
        if (!out.accepted()) {
            throw new AssertionError(out);
        }
        return Reference.read(out.reference()).orElseThrow();
    }

    /// The words that were said to a person, in order.
    public List<String> said(long person) {
        return messages.last(person, 100).stream()
                .map(message -> message.body().text())
                .toList();
    }

    /// Answers of a freelancer on the route of static addresses.
    public static Map<String, Object> answers(String... addresses) {
        Map<String, Object> answers = new LinkedHashMap<>();
        answers.put("work_type", "freelancer");
        answers.put("full_name", "Ayesha Khan");
        answers.put("id_type", "cnic");
        answers.put("id_number", "3520112345671");
        answers.put("mobile", "+923001234567");
        answers.put("email", "ayesha@example.com");
        answers.put("province", "punjab");
        answers.put("city", "lahore");
        answers.put("tax_status", "active");
        answers.put("engagement_proof_type", "contract");
        answers.put("client_name", "Example GmbH");
        answers.put("client_country", "DE");
        answers.put("engagement_from", "2026-01-15");
        answers.put("route", "static_ip");
        answers.put("isp", "nayatel");
        answers.put("subscriber_id", "NTL-12345");
        answers.put("ips", List.of(addresses));
        answers.put("vpn_software", "WireGuard of the client");
        answers.put("vpn_protocol", "wireguard");
        answers.put("server_country", "DE");
        answers.put("purpose", "client_systems");
        answers.put("purpose_text", "Working on the client's internal repositories");
        answers.put("declaration", true);
        return answers;
    }

    /// Answers for a company with one connection.
    ///
    /// @param secp empty for an organisation without numbers
    public static Map<String, Object> company(String name, String secp, String... addresses) {
        Map<String, Object> answers = new LinkedHashMap<>();
        answers.put("legal_name", name);
        answers.put("secp_number", secp);
        answers.put("applicant_name", "Ayesha Khan");
        answers.put("applicant_cnic", "3520112345671");
        answers.put("applicant_mobile", "+923001234567");
        answers.put(
                "connections",
                List.of(Map.of(
                        "isp", "nayatel",
                        "subscriber_id", "NTL-12345",
                        "site", "Lahore office",
                        "addresses", List.of(addresses))));
        answers.put("declaration", true);
        return answers;
    }

    /// Answers of a freelancer on the route of a mobile number.
    public static Map<String, Object> mobileAnswers(String number) {
        Map<String, Object> answers = answers();
        answers.put("route", "mobile_number");
        answers.remove("ips");
        answers.remove("isp");
        answers.remove("subscriber_id");
        answers.put("vpn_mobile_number", number);
        answers.put("operator", "jazz");
        answers.put("sim_in_own_cnic", true);
        return answers;
    }
}
