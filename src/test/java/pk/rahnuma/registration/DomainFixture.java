package pk.rahnuma.registration;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.api.ThrowableAssertAlternative;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.audit.AuditLog;
import pk.rahnuma.dialog.model.Action;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.document.DocumentRepository;
import pk.rahnuma.document.DocumentService;
import pk.rahnuma.document.SampleFiles;
import pk.rahnuma.messaging.ConversationMessageService;
import pk.rahnuma.messaging.MessagingFixture;
import pk.rahnuma.messaging.conversation.Channel;
import pk.rahnuma.messaging.conversation.Chat;
import pk.rahnuma.messaging.conversation.ChatAddress;
import pk.rahnuma.messaging.conversation.ChatNetworkRepository;
import pk.rahnuma.messaging.conversation.ConversationRepository;
import pk.rahnuma.organisation.OrganisationFixture;
import pk.rahnuma.organisation.OrganisationService;
import pk.rahnuma.person.PersonLock;
import pk.rahnuma.person.link.PersonLinkRepository;
import pk.rahnuma.registration.decision.ApplicationDecisionService;
import pk.rahnuma.registration.decision.DecisionFixture;
import pk.rahnuma.registration.overview.OverviewFixture;
import pk.rahnuma.registration.record.ApplicationAccess;
import pk.rahnuma.registration.record.ApplicationContentService;
import pk.rahnuma.registration.record.ApplicationHistoryRepository;
import pk.rahnuma.registration.record.ApplicationOwnerService;
import pk.rahnuma.registration.record.ApplicationRecordFixture;
import pk.rahnuma.registration.record.ApplicationRepository;
import pk.rahnuma.registration.record.LineRegisterRepository;
import pk.rahnuma.registration.record.LinkedApplicationLog;
import pk.rahnuma.registration.record.OwnApplicationLock;
import pk.rahnuma.registration.submission.SubmissionFixture;
import pk.rahnuma.registration.submission.SubmitApplicationAction;
import pk.rahnuma.script.FormQuestions;
import pk.rahnuma.script.NotificationTexts;
import pk.rahnuma.shared.OperatingMode;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.shared.SandboxConfiguration;
import pk.rahnuma.staff.account.FixedStaffAvailability;
import pk.rahnuma.vault.SubjectEncryptionService;

/// The domain services over a database, for tests. Notices show their key, language and arguments.
public final class DomainFixture {

    /// A Monday, nine o'clock in Pakistan.
    public static final Instant MONDAY = Instant.parse("2026-11-23T04:00:00Z");

    private static final AtomicInteger SESSIONS = new AtomicInteger();

    public final TestDatabase database;
    public final AuditLog audit;
    public final ConversationMessageService messages;
    public final PersonLock persons;
    public final WorkingCalendar calendar = new WorkingCalendar(Set.of());
    public final DocumentService documents;
    public final DocumentRepository storedDocuments;
    public final OrganisationFixture organisationFixture;
    public final OrganisationService organisations;
    public final ApplicationAccess access;
    public final ApplicationOwnerService owners;
    public final ApplicationRecordFixture recordFixture;
    public final ApplicationRepository applications;
    public final OwnApplicationLock applicationLock;
    public final LineRegisterRepository register;
    public final ApplicationHistoryRepository history;
    public final ApplicationContentService contents;
    public final FixedStaffAvailability staff = new FixedStaffAvailability();
    public final ApplicationAimService aims = new ApplicationAimService(staff, new SandboxConfiguration(false));
    public final SubmissionFixture submissionFixture;
    public final OverviewFixture overviewFixture;

    public DomainFixture(TestDatabase database) {
        this.database = database;
        this.audit = database.getBean(AuditLog.class);
        this.messages = MessagingFixture.messages(database);
        this.persons = new PersonLock(database.getBean(ConversationRepository.class));
        this.documents = SampleFiles.documents(database);
        this.storedDocuments = database.getBean(DocumentRepository.class);
        this.organisationFixture = new OrganisationFixture(database, persons, messages);
        this.organisations = organisationFixture.organisations;
        this.access = new ApplicationAccess(
                organisations,
                database.getBean(PersonLinkRepository.class),
                database.getBean(LinkedApplicationLog.class));
        this.recordFixture = new ApplicationRecordFixture(database, documents, audit, calendar);
        this.applications = recordFixture.applications;
        this.applicationLock = new OwnApplicationLock(persons, access, applications);
        this.register = recordFixture.register;
        this.history = recordFixture.history;
        this.contents = recordFixture.contents;
        this.owners = new ApplicationOwnerService(applications, access);
        this.submissionFixture = new SubmissionFixture(this, forms());
        this.overviewFixture = new OverviewFixture(database);
    }

    /// Texts of notices in tests.
    public NotificationTexts notices() {
        return (language, key, arguments) -> Reply.ofText(language + " " + key + " " + new TreeMap<>(arguments));
    }

    public ApplicationDecisionService decisions(OperatingMode mode) {
        return DecisionFixture.decisions(this, mode);
    }

    /// Questions of the form in these tests.
    public static FormQuestions forms() {
        Set<String> names = new TreeSet<>(answers().keySet());
        names.addAll(mobileAnswers("+923001234567").keySet());
        names.addAll(List.of("id_front", "id_back", "proof_file", "connections"));
        return script -> List.copyOf(names);
    }

    /// Creates a person who has chatted, in this language.
    public long createPerson(String language) {
        ChatAddress address = new ChatAddress(Channel.TELEGRAM, Long.toString(SubjectEncryptionService.newId()));
        return MessagingFixture.chats(database)
                .findOrCreate(List.of(address), Map.of(address, language), MONDAY)
                .get(address)
                .conversation();
    }

    /// Executes an action for one person, from a session of its own.
    public static <I extends Record, O extends Record> O execute(
            Action<I, O> action, long person, I arguments, Instant now) {
        return action.executeAll(List.of(createRequest(person, arguments, now))).getFirst();
    }

    public static <I extends Record, O extends Record> O execute(
            Action<I, O> action, long person, String session, I arguments, Instant now) {
        return action.executeAll(List.of(createRequest(person, session, arguments, now)))
                .getFirst();
    }

    /// Asserts that a rule refuses a call.
    public static ThrowableAssertAlternative<RuleViolationException> assertViolation(ThrowingCallable call) {
        return assertThatExceptionOfType(RuleViolationException.class).isThrownBy(call);
    }

    /// Creates a person with a chat of the page that was opened from a network, who has proved nothing.
    public long createVisitor(String network) {
        ChatAddress address = new ChatAddress(Channel.WEB, Long.toString(SubjectEncryptionService.newId()));
        Chat chat = MessagingFixture.chats(database)
                .findOrCreate(List.of(address), Map.of(address, "en"), MONDAY)
                .get(address);
        database.sql()
                .inTransaction(
                        () -> database.getBean(ChatNetworkRepository.class).saveNetwork(chat, network));
        return chat.conversation();
    }

    /// Creates a request of an action, from a session of its own.
    public static <I extends Record> Action.Request<I> createRequest(long person, I arguments, Instant now) {
        return createRequest(person, "s" + SESSIONS.incrementAndGet(), arguments, now);
    }

    public static <I extends Record> Action.Request<I> createRequest(
            long person, String session, I arguments, Instant now) {
        return new Action.Request<>(person, session, "register-individual", "flow", false, "en", now, arguments);
    }

    /// The action as turns execute it: in a transaction.
    public static <I extends Record, O extends Record> Action.Mutation<I, O> inTransaction(
            TestDatabase database, Action.Mutation<I, O> action) {
        return requests -> database.sql().inTransaction(() -> action.executeAll(requests));
    }

    /// Submits an application and returns its reference.
    public Reference submitApplication(long person, Map<String, Object> answers, Instant now) {
        SubmitApplicationAction.Out out = submissionFixture
                .submit
                .executeAll(List.of(createRequest(person, new SubmitApplicationAction.In(answers), now)))
                .getFirst();
        if (!out.accepted()) {
            throw new AssertionError(out);
        }
        return Reference.parseText(out.reference()).orElseThrow();
    }

    /// Makes decisions of Sana on Monday.
    public void decide(Reference reference, LineTransition... decisions) {
        for (LineTransition decision : decisions) {
            decide(reference, new ApplicationDecision(decision));
        }
    }

    public Application decide(Reference reference, ApplicationDecision decision) {
        return decide(reference, decision, MONDAY);
    }

    public Application decide(Reference reference, ApplicationDecision decision, Instant now) {
        return DecisionFixture.decide(decisions(OperatingMode.ASSISTANCE), reference, decision, "Sana", now);
    }

    /// Registers the line of an application.
    public void activate(Reference reference) {
        decide(reference, LineTransition.VERIFY, LineTransition.CONFIRM);
        decide(reference, DecisionFixture.approval("PTA-7"));
    }

    /// Texts that a person received, in order.
    public List<String> saidTo(long person) {
        return messages.readLast(person, 100).stream()
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
                        "isp",
                        "nayatel",
                        "subscriber_id",
                        "NTL-" + String.join("-", addresses),
                        "site",
                        "Lahore office",
                        "addresses",
                        List.of(addresses))));
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
