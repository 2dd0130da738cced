package pk.rahnuma.registration.decision;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.DecisionReason;
import pk.rahnuma.registration.StaffRemark;
import pk.rahnuma.registration.form.CheckFinding;
import pk.rahnuma.registration.form.FormAnswers;
import pk.rahnuma.registration.record.ApplicationContentService;
import pk.rahnuma.registration.record.LineRegisterRepository;
import pk.rahnuma.registration.record.SearchIndexRepository;
import pk.rahnuma.shared.Reference;

/// Finds what an application has in common with others, for its checks: an address or a mobile number to register, with
/// any live application; a number of an organisation or a person, an e-mail address, a subscriber id or a file, with
/// the applications of other persons, whatever became of them, unless staff marked the two as different people.
/// Applicants are never told (docs/domain.md, "Unsaid").
@Singleton
final class SharedAnswerService {

    /// Maximum applications that are shown, those with the most in common first.
    static final int MAX_APPLICATIONS = 20;

    private final LineRegisterRepository register;
    private final ApplicationContentService contents;
    private final SearchIndexRepository terms;

    SharedAnswerService(
            LineRegisterRepository register, ApplicationContentService contents, SearchIndexRepository terms) {
        this.register = register;
        this.contents = contents;
        this.terms = terms;
    }

    /// Answers that one other application has in common.
    private record SharedAnswers(boolean isSameApplicant, Set<String> questions, Set<String> lines) {

        private int countQuestions() {
            return questions.size();
        }
    }

    /// Findings about other applications, at most [#MAX_APPLICATIONS], and one more when there are further ones.
    List<CheckFinding> findShared(Application application, FormAnswers answers) {
        Map<Reference, SharedAnswers> shared = new LinkedHashMap<>();
        addLines(
                answers.isOfOrganisation() ? FormAnswers.CONNECTIONS : FormAnswers.ADDRESSES,
                register.findOtherEntries(application.id(), answers.addressBytes()),
                application,
                shared);
        String mobile = answers.textAnswer(FormAnswers.VPN_MOBILE);
        if (!mobile.isBlank()) {
            addLines(FormAnswers.VPN_MOBILE, register.findOtherEntries(application.id(), mobile), application, shared);
        }
        Map<String, Set<String>> identifying = contents.findIdentifyingTerms(application, answers);
        Set<String> values = identifying.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
        terms.findShared(application, values, MAX_APPLICATIONS + 1)
                .forEach((other, common) -> identifying.forEach((question, own) -> {
                    if (!Collections.disjoint(own, common)) {
                        shared.computeIfAbsent(other, reference -> createAnswers(false))
                                .questions()
                                .add(question);
                    }
                }));
        return toFindings(shared);
    }

    private static SharedAnswers createAnswers(boolean isSameApplicant) {
        return new SharedAnswers(isSameApplicant, new LinkedHashSet<>(), new LinkedHashSet<>());
    }

    private static void addLines(
            String question,
            List<LineRegisterRepository.LineEntry> entries,
            Application application,
            Map<Reference, SharedAnswers> shared) {
        for (LineRegisterRepository.LineEntry entry : entries) {
            SharedAnswers answers = shared.computeIfAbsent(
                    entry.reference(), reference -> createAnswers(entry.subject() == application.subject()));
            answers.questions().add(question);
            answers.lines().add(question);
        }
    }

    private static List<CheckFinding> toFindings(Map<Reference, SharedAnswers> shared) {
        List<CheckFinding> findings = new ArrayList<>();
        List<Map.Entry<Reference, SharedAnswers>> sorted = new ArrayList<>(shared.entrySet());
        sorted.sort(Comparator.comparing(
                (Map.Entry<Reference, SharedAnswers> one) -> -one.getValue().countQuestions()));
        sorted.stream().limit(MAX_APPLICATIONS).forEach(one -> findings.add(toFinding(one.getKey(), one.getValue())));
        if (sorted.size() > MAX_APPLICATIONS) {
            findings.add(CheckFinding.ofDoubt(
                    sorted.get(MAX_APPLICATIONS)
                            .getValue()
                            .questions()
                            .iterator()
                            .next(),
                    StaffRemark.ofFinding("shared_with_more"),
                    null));
        }
        return findings;
    }

    private static CheckFinding toFinding(Reference other, SharedAnswers answers) {
        List<String> questions = List.copyOf(answers.questions());
        StaffRemark finding = StaffRemark.ofFinding(
                answers.isSameApplicant() ? "shared_with_same" : "shared_with_other",
                "count",
                questions.size(),
                "further",
                questions.stream().skip(1).map(StaffRemark.Field::new).toList());
        return CheckFinding.ofDoubt(
                        questions.getFirst(),
                        finding,
                        answers.lines().isEmpty() ? null : DecisionReason.DUPLICATE_APPLICATION)
                .aboutApplication(other);
    }
}
