package pk.rahnuma.registration.decision;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import pk.rahnuma.organisation.OrganisationRole;
import pk.rahnuma.organisation.OrganisationService;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.form.FormAnswers;
import pk.rahnuma.registration.record.ApplicationContentService;
import pk.rahnuma.registration.record.NewestAnswersService;
import pk.rahnuma.registration.record.NewestAnswersService.NewestAnswers;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.staff.AuthenticatedStaff;
import pk.rahnuma.staff.StaffAuditService;
import pk.rahnuma.staff.StaffPermission;

/// Names customers in the lists that staff read. Each view of a list is in the audit log, with its references.
@Singleton
public final class CustomerSummaryService {

    private static final String VIEW_ACTION = "list.viewed";
    /// Time within which the same rows, shown again, are not recorded as another view.
    private static final Duration SAME_VIEW_TTL = Duration.ofMinutes(30);
    /// Maximum references of an audit entry, whose detail has at most 500 characters.
    private static final int MAX_REFERENCES = 40;

    private final ApplicationContentService contents;
    private final NewestAnswersService newestAnswers;
    private final OrganisationService organisations;
    private final StaffAuditService audit;

    CustomerSummaryService(
            ApplicationContentService contents,
            NewestAnswersService newestAnswers,
            OrganisationService organisations,
            StaffAuditService audit) {
        this.contents = contents;
        this.newestAnswers = newestAnswers;
        this.organisations = organisations;
        this.audit = audit;
    }

    /// A customer.
    ///
    /// @param person name of the person who applied; empty when it is not known
    /// @param organisation its name; empty for a person alone
    /// @param city code of the form, or a name; empty when it is not known
    public record CustomerSummary(String person, String organisation, String city) {

        /// Neither name is known.
        public static final CustomerSummary UNKNOWN = new CustomerSummary("", "", "");

        static CustomerSummary ofAnswers(FormAnswers answers) {
            String applicant = answers.textAnswer(FormAnswers.APPLICANT_NAME);
            return new CustomerSummary(
                    applicant.isEmpty() ? answers.textAnswer(FormAnswers.FULL_NAME) : applicant,
                    answers.textAnswer(FormAnswers.LEGAL_NAME),
                    answers.textAnswer(FormAnswers.CITY));
        }

        /// Customer of a row, unknown when it has none.
        public static CustomerSummary of(Map<Long, CustomerSummary> found, long row) {
            return found.getOrDefault(row, UNKNOWN);
        }

        /// Name for a heading: that of the organisation, else of the person; empty when neither is known.
        public String name() {
            return organisation.isEmpty() ? person : organisation;
        }

        /// Title of a page about a case: the name, when it is known, and the case's number or reference.
        public String toTitle(Reference reference) {
            return isUnknown() ? reference.toGroupedText() : name() + " · " + reference.toGroupedText();
        }

        /// True when neither is known.
        public boolean isUnknown() {
            return person.isEmpty() && organisation.isEmpty();
        }
    }

    /// Customers of these applications, by the application's id. Those without a right to applications get none.
    ///
    /// @param list name of the list, for the audit log
    public Map<Long, CustomerSummary> findByApplications(
            AuthenticatedStaff by, String list, List<Application> some, Instant now) {
        Map<Long, CustomerSummary> found = readByApplications(by, some);
        if (!found.isEmpty()) {
            recordView(by, list, some.stream().map(Application::reference).toList(), now);
        }
        return found;
    }

    /// The same for an export, which its caller records.
    public Map<Long, CustomerSummary> readByApplications(AuthenticatedStaff by, List<Application> some) {
        return some.isEmpty() || !by.hasPermission(StaffPermission.READ_APPLICATIONS) ? Map.of() : readSummaries(some);
    }

    /// Persons behind a list, as they said who they are in their newest application, by the person's id.
    ///
    /// @param list name of the list, for the audit log
    /// @param references of its rows
    public Map<Long, CustomerSummary> findByPersons(
            AuthenticatedStaff by,
            String list,
            Collection<Reference> references,
            Collection<Long> persons,
            Instant now) {
        Map<Long, CustomerSummary> found = readByPersons(by, persons);
        if (!found.isEmpty()) {
            recordView(by, list, references, now);
        }
        return found;
    }

    /// The same for an export, which its caller records.
    public Map<Long, CustomerSummary> readByPersons(AuthenticatedStaff by, Collection<Long> persons) {
        if (persons.isEmpty() || !by.hasPermission(StaffPermission.READ_APPLICATIONS)) {
            return Map.of();
        }
        Map<Long, Map<Long, OrganisationRole>> roles = organisations.findRoles(persons);
        Set<Long> subjects = new HashSet<>(persons);
        roles.values().forEach(own -> subjects.addAll(own.keySet()));
        List<NewestAnswers> newest = newestAnswers.readNewest(subjects);
        return persons.stream()
                .distinct()
                .collect(Collectors.toMap(
                        person -> person,
                        person -> summarisePerson(
                                person, roles.getOrDefault(person, Map.of()).keySet(), newest)));
    }

    /// A member who sent no application is named by the organisation alone.
    private static CustomerSummary summarisePerson(long person, Set<Long> own, List<NewestAnswers> newest) {
        List<NewestAnswers> possible = newest.stream()
                .filter(one -> one.subject() == person || own.contains(one.subject()))
                .toList();
        return possible.stream()
                .filter(one -> one.sender() == person)
                .findFirst()
                .map(one -> CustomerSummary.ofAnswers(one.answers()))
                .or(() -> possible.stream()
                        .findFirst()
                        .map(one -> CustomerSummary.ofAnswers(one.answers()))
                        .map(summary -> new CustomerSummary("", summary.organisation(), summary.city())))
                .orElse(CustomerSummary.UNKNOWN);
    }

    private Map<Long, CustomerSummary> readSummaries(List<Application> some) {
        List<Application> kept = some.stream()
                .filter(application -> !application.isErased())
                .distinct()
                .toList();
        Map<Long, CustomerSummary> found = new HashMap<>();
        if (!kept.isEmpty()) {
            contents.readCommonAnswers(kept)
                    .forEach((id, answers) -> found.put(id, CustomerSummary.ofAnswers(answers)));
        }
        return found;
    }

    private void recordView(AuthenticatedStaff by, String list, Collection<Reference> references, Instant now) {
        List<String> symbols = references.stream().map(Reference::symbols).toList();
        for (int from = 0; from < symbols.size(); from += MAX_REFERENCES) {
            List<String> some = symbols.subList(from, Math.min(from + MAX_REFERENCES, symbols.size()));
            audit.recordActionOnce(by, VIEW_ACTION, list, String.join(" ", some), SAME_VIEW_TTL, now);
        }
    }
}
