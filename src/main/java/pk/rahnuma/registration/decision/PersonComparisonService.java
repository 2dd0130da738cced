package pk.rahnuma.registration.decision;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import pk.rahnuma.messaging.conversation.ConversationRepository;
import pk.rahnuma.messaging.conversation.ConversationRepository.ConversationOrigin;
import pk.rahnuma.persistence.PaddedKeys;
import pk.rahnuma.person.link.PersonLinkRepository;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.PersonMark;
import pk.rahnuma.registration.RuleViolationException;
import pk.rahnuma.registration.decision.CustomerSummaryService.CustomerSummary;
import pk.rahnuma.registration.form.FormAnswers;
import pk.rahnuma.registration.form.MaskedAnswers;
import pk.rahnuma.registration.record.ApplicationContentService;
import pk.rahnuma.registration.record.ApplicationRepository;
import pk.rahnuma.registration.record.ApplicationRepository.ApplicationWithProofs;
import pk.rahnuma.registration.record.PersonMarkRepository;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.staff.AuthenticatedStaff;
import pk.rahnuma.staff.StaffAuditService;
import pk.rahnuma.staff.StaffPermission;

/// Names the persons beside a case, compares two, and marks them as the same person or as different people. Views and
/// marks are in the audit log of staff; the history of an application, of which its applicant gets a copy, has neither.
@Singleton
public final class PersonComparisonService {

    /// Maximum applications of a person that are shown.
    static final int MAX_APPLICATIONS = 10;

    /// Time within which the same comparison, shown again, is not recorded as another view.
    private static final Duration SAME_VIEW_TTL = Duration.ofMinutes(30);

    /// Name of a card number, or `passport`, which two persons may both have answered.
    private static final String APPLICANT_CARD = "applicant_cnic";

    /// Questions whose answers are always compared: of a person, and of the one who applies for an organisation.
    private static final List<List<String>> COMPARED_QUESTIONS = List.of(
            List.of(FormAnswers.FULL_NAME, FormAnswers.APPLICANT_NAME),
            List.of(FormAnswers.ID_NUMBER, APPLICANT_CARD),
            List.of("passport_number"),
            List.of(FormAnswers.LEGAL_NAME),
            List.of(FormAnswers.NTN),
            List.of(FormAnswers.MOBILE, "applicant_mobile"),
            List.of("email", "applicant_email"),
            List.of(FormAnswers.CITY),
            List.of("address"));

    private final TransactionOperations<Connection> transactions;
    private final ApplicationRepository applications;
    private final ApplicationContentService contents;
    private final PersonMarkRepository marks;
    private final PersonLinkRepository links;
    private final ConversationRepository conversations;
    private final CustomerSummaryService customers;
    private final StaffAuditService audit;

    PersonComparisonService(
            TransactionOperations<Connection> transactions,
            ApplicationRepository applications,
            ApplicationContentService contents,
            PersonMarkRepository marks,
            PersonLinkRepository links,
            ConversationRepository conversations,
            CustomerSummaryService customers,
            StaffAuditService audit) {
        this.transactions = transactions;
        this.applications = applications;
        this.contents = contents;
        this.marks = marks;
        this.links = links;
        this.conversations = conversations;
        this.customers = customers;
        this.audit = audit;
    }

    /// A person beside a case.
    ///
    /// @param application one of theirs, under whose reference they are shown
    /// @param channel that they used last, such as `telegram`; empty when it is unknown
    /// @param isLinked true when both linked themselves
    /// @param mark null when staff set none
    public record RelatedPerson(
            Application application,
            CustomerSummary customer,
            String channel,
            Instant firstSeen,
            boolean isLinked,
            PersonMark mark) {

        /// True when both are one person, by their own word or by that of staff.
        public boolean isSame() {
            return isLinked || mark == PersonMark.SAME;
        }
    }

    /// Persons who are linked with one or marked, and those of some applications, by the reference of their
    /// application. Those without a right to applications get none.
    ///
    /// @param shownWith the case
    /// @param others references of the applications
    public Map<Reference, RelatedPerson> findRelated(
            AuthenticatedStaff by, Reference shownWith, long person, Collection<Reference> others, Instant now) {
        Map<Long, PersonMark> marked = marks.findMarks(person);
        Set<Long> linked = links.findLinked(List.of(person)).getOrDefault(person, Set.of());
        Set<Long> known = new HashSet<>(marked.keySet());
        known.addAll(linked);
        Set<Application> all = new LinkedHashSet<>(applications.findSent(known, 1));
        if (!others.isEmpty()) {
            applications.findWithProofs(others).values().stream()
                    .map(ApplicationWithProofs::application)
                    .forEach(all::add);
        }
        Map<Long, CustomerSummary> named =
                customers.findByApplications(by, "beside " + shownWith.symbols(), List.copyOf(all), now);
        if (named.isEmpty()) {
            return Map.of();
        }
        Map<Long, ConversationOrigin> origins =
                conversations
                        .findOrigins(PaddedKeys.padKeys(
                                all.stream().map(Application::conversation).toList()))
                        .stream()
                        .collect(Collectors.toMap(ConversationOrigin::id, origin -> origin));
        Map<Reference, RelatedPerson> related = new LinkedHashMap<>();
        for (Application application : all) {
            ConversationOrigin origin = origins.get(application.conversation());
            related.put(
                    application.reference(),
                    new RelatedPerson(
                            application,
                            CustomerSummary.of(named, application.id()),
                            origin == null || origin.channel() == null
                                    ? ""
                                    : origin.channel().name(),
                            origin == null ? null : origin.createdAt(),
                            linked.contains(application.conversation()),
                            marked.get(application.conversation())));
        }
        return related;
    }

    /// Two persons side by side.
    ///
    /// @param persons the first one, and the other with regard to the first
    /// @param sent the newest applications of each, at most [#MAX_APPLICATIONS], in the same order
    public record PersonComparison(
            List<RelatedPerson> persons, List<List<Application>> sent, List<ComparedAnswer> answers) {}

    /// An answer of both.
    ///
    /// @param values masked; empty where there is none
    /// @param isEqual true when both have the same, however it is written
    public record ComparedAnswer(String question, List<String> values, boolean isEqual) {}

    /// Compares the persons who sent two applications.
    ///
    /// @throws RuleViolationException when one of them is missing or erased, or one person sent both
    public PersonComparison comparePersons(AuthenticatedStaff by, Reference one, Reference other, Instant now) {
        List<Application> pair = findPair(one, other);
        audit.recordActionOnce(by, "persons.compared", one.symbols(), other.symbols(), SAME_VIEW_TTL, now);
        Map<Reference, RelatedPerson> related =
                findRelated(by, one, pair.getFirst().conversation(), List.of(one, other), now);
        return new PersonComparison(
                pair.stream()
                        .map(application -> related.get(application.reference()))
                        .toList(),
                pair.stream()
                        .map(application ->
                                applications.findSent(List.of(application.conversation()), MAX_APPLICATIONS))
                        .toList(),
                compareAnswers(readSide(pair.getFirst()), readSide(pair.getLast())));
    }

    private List<Application> findPair(Reference one, Reference other) {
        List<Application> pair = Stream.of(one, other)
                .map(reference -> applications
                        .findApplication(reference)
                        .orElseThrow(() -> new RuleViolationException("application_missing", "reference", reference)))
                .toList();
        for (Application application : pair) {
            if (application.isErased()) {
                throw new RuleViolationException("application_deleted", "reference", application.reference());
            }
            if (!application.hasSender()) {
                throw new RuleViolationException("application_listed", "reference", application.reference());
            }
        }
        if (pair.getFirst().conversation() == pair.getLast().conversation()) {
            throw new RuleViolationException("persons_same", "reference", one, "other", other);
        }
        return pair;
    }

    /// Marks the persons who sent two applications, or takes their mark back.
    ///
    /// @param mark null for none
    /// @throws RuleViolationException when one of them is missing or erased, or one person sent both
    public void markPersons(
            AuthenticatedStaff by, Reference one, Reference other, @Nullable PersonMark mark, Instant now) {
        by.requirePermission(StaffPermission.DECIDE);
        transactions.executeWrite(status -> {
            // An erasure locks the applications before it deletes the marks.
            findPair(one, other).stream().map(Application::id).sorted().forEach(applications::lockById);
            List<Long> persons =
                    findPair(one, other).stream().map(Application::conversation).toList();
            if (mark == null) {
                marks.deleteMark(persons.getFirst(), persons.getLast());
            } else {
                marks.saveMark(
                        persons.getFirst(), persons.getLast(), mark, by.member().name(), now);
            }
            String what = mark == null ? "unmarked" : mark.name().toLowerCase(Locale.ROOT);
            audit.recordAction(by, "persons." + what, one.symbols(), other.symbols(), now);
            return null;
        });
    }

    /// Answers of an application, by question.
    ///
    /// @param terms by which answers are equal
    private record ComparedSide(Map<String, String> masked, Map<String, Set<String>> terms) {

        private String findAnswered(List<String> questions) {
            return questions.stream().filter(masked::containsKey).findFirst().orElse(questions.getFirst());
        }
    }

    private ComparedSide readSide(Application application) {
        FormAnswers answers = contents.readAnswers(application);
        Map<String, Set<String>> terms = contents.findIdentifyingTerms(application, answers);
        COMPARED_QUESTIONS.stream()
                .flatMap(List::stream)
                .filter(question -> !answers.textAnswer(question).isBlank() && !question.equals(APPLICANT_CARD))
                .forEach(question -> terms.putIfAbsent(
                        question, Set.of(FormAnswers.toComparisonText(answers.textAnswer(question)))));
        terms.put(FormAnswers.ADDRESSES, answers.singleAddresses());
        return new ComparedSide(MaskedAnswers.maskAnswers(answers, false), terms);
    }

    /// The questions that are always compared, as far as one of both answered them, and others with equal answers.
    private static List<ComparedAnswer> compareAnswers(ComparedSide one, ComparedSide other) {
        Stream<ComparedAnswer> always = COMPARED_QUESTIONS.stream()
                .map(questions -> compareAnswer(one, other, questions))
                .filter(answer -> !answer.values().stream().allMatch(String::isEmpty));
        Stream<ComparedAnswer> further = one.terms().keySet().stream()
                .filter(question -> COMPARED_QUESTIONS.stream().noneMatch(questions -> questions.contains(question)))
                .map(question -> compareAnswer(one, other, List.of(question)))
                .filter(ComparedAnswer::isEqual);
        return Stream.concat(always, further).toList();
    }

    private static ComparedAnswer compareAnswer(ComparedSide one, ComparedSide other, List<String> questions) {
        String first = one.findAnswered(questions);
        String second = other.findAnswered(questions);
        return new ComparedAnswer(
                first,
                List.of(one.masked().getOrDefault(first, ""), other.masked().getOrDefault(second, "")),
                !Collections.disjoint(
                        one.terms().getOrDefault(first, Set.of()), other.terms().getOrDefault(second, Set.of())));
    }
}
