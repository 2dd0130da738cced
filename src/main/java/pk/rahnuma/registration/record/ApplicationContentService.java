package pk.rahnuma.registration.record;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.ChangeKind;
import pk.rahnuma.registration.Line;
import pk.rahnuma.registration.LineDeadline;
import pk.rahnuma.registration.LineStatus;
import pk.rahnuma.registration.WorkingCalendar;
import pk.rahnuma.registration.form.FormAnswers;
import pk.rahnuma.vault.SubjectEncryptionService;
import pk.rahnuma.vault.SubjectKeyRing;

/// Answers of applications: those in force, with the proofs and the register entries derived from them, former ones,
/// and wanted ones. Those about lines are stored with the lines ([LineContentService]). The caller has locked the
/// application.
@Singleton
public final class ApplicationContentService {

    /// Maximum replaced or refused answers that are shown, the newest.
    static final int MAX_EARLIER_SHOWN = 100;

    private final ApplicationRepository applications;
    private final AnswerVersionRepository versions;
    private final LineContentService lines;
    private final WorkingCalendar calendar;
    private final SealedAnswers sealed;
    private final LookupProofs proofs;
    private final ApplicationIndexService index;
    private final SubjectEncryptionService vault;

    ApplicationContentService(
            ApplicationRepository applications,
            AnswerVersionRepository versions,
            LineContentService lines,
            WorkingCalendar calendar,
            SealedAnswers sealed,
            LookupProofs proofs,
            ApplicationIndexService index,
            SubjectEncryptionService vault) {
        this.applications = applications;
        this.versions = versions;
        this.lines = lines;
        this.calendar = calendar;
        this.sealed = sealed;
        this.proofs = proofs;
        this.index = index;
        this.vault = vault;
    }

    /// Answers in force.
    public FormAnswers readAnswers(Application application) {
        return readAnswers(List.of(application)).get(application.id());
    }

    /// Answers in force, by the application's id.
    public Map<Long, FormAnswers> readAnswers(Collection<Application> some) {
        Map<Long, List<FormAnswers>> linesOf = lines.readLines(some);
        Map<Long, FormAnswers> opened = readCommonAnswers(some);
        opened.replaceAll((id, answers) -> answers.withLines(linesOf.getOrDefault(id, List.of())));
        return opened;
    }

    /// Answers in force that are not about lines, by the application's id.
    public Map<Long, FormAnswers> readCommonAnswers(Collection<Application> some) {
        Map<Long, byte[]> found =
                applications.findAnswers(some.stream().map(Application::id).toList());
        Map<Long, FormAnswers> opened = new HashMap<>();
        some.forEach(a -> opened.put(a.id(), sealed.openAnswers(a, found.get(a.id()))));
        return opened;
    }

    /// Terms of [SearchTerms#findIdentifyingTerms], by question.
    public Map<String, Set<String>> findIdentifyingTerms(Application application, FormAnswers answers) {
        return SearchTerms.findIdentifyingTerms(application, answers, index.findFiles(Map.of(application, answers)));
    }

    /// Lines with their answers, in their order.
    public List<LineContent> readLines(Application application) {
        return readLines(List.of(application)).getOrDefault(application.id(), List.of());
    }

    /// Lines with their answers, in their order, by the application's id.
    ///
    /// @param some at least one
    public Map<Long, List<LineContent>> readLines(Collection<Application> some) {
        return lines.readContents(some);
    }

    /// An application with new or changed answers.
    public record NewContent(Application application, FormAnswers answers) {}

    /// Stores new applications with their answers and lines; a few statements for all.
    public void insertApplications(List<NewContent> fresh) {
        List<LineContent> added = new ArrayList<>();
        for (NewContent one : fresh) {
            added.addAll(createLines(
                    one.application(),
                    1,
                    one.answers().lineAnswers(),
                    LineStatus.REQUESTED,
                    one.application().target(),
                    one.application().submitted()));
        }
        insertApplications(fresh, added);
        index.recordNumbers(toAnswers(fresh), fresh.getFirst().application().submitted());
    }

    /// Stores new applications with their answers and the lines that are given, and indexes them.
    void insertApplications(List<NewContent> fresh, List<LineContent> added) {
        SubjectKeyRing keys = keys(fresh.stream().map(NewContent::application).toList());
        applications.insertAll(fresh.stream().map(one -> toRow(keys, one)).toList());
        lines.insertLines(
                keys,
                fresh.stream()
                        .map(NewContent::application)
                        .collect(Collectors.toMap(Application::id, Application::subject)),
                added);
        index.indexNewApplications(toAnswers(fresh));
    }

    private static Map<Application, FormAnswers> toAnswers(List<NewContent> fresh) {
        return fresh.stream().collect(Collectors.toMap(NewContent::application, NewContent::answers));
    }

    private static List<LineContent> createLines(
            Application application,
            int first,
            List<FormAnswers> answers,
            LineStatus status,
            LineDeadline target,
            Instant now) {
        List<LineContent> created = new ArrayList<>();
        for (FormAnswers one : answers) {
            Line line = Line.ofRequest(
                    SubjectEncryptionService.newId(), application.id(), first + created.size(), status, target, now);
            created.add(new LineContent(line, one));
        }
        return created;
    }

    private ApplicationRow toRow(SubjectKeyRing keys, NewContent fresh) {
        Application application = fresh.application();
        FormAnswers answers = fresh.answers();
        return ApplicationRow.fromApplication(
                application,
                answers.certificateUntil().orElse(null),
                sealed.sealAnswers(keys, SealedAnswers.currentPlace(application), answers.withoutLines()),
                proofs.hashNumber(application.id(), answers.identityNumber()),
                proofs.hashNumber(application.id(), answers.mobileNumber()));
    }

    private SubjectKeyRing keys(Collection<Application> some) {
        return vault.openKeys(some.stream().map(Application::subject).distinct().toList());
    }

    /// Puts new answers in force and keeps the former ones. Lines that are new are added with the status and the
    /// deadlines of the application.
    ///
    /// @param application as it will be after the event that causes it
    public void replaceAnswers(Application application, FormAnswers answers, Instant now) {
        SubjectKeyRing keys = keys(List.of(application));
        FormAnswers former = readAnswers(application);
        if (!former.withoutLines().equals(answers.withoutLines())) {
            versions.insertVersion(new AnswerVersionRepository.Version(
                    application.id(),
                    application.events(),
                    sealed.sealAnswers(
                            keys, SealedAnswers.earlierPlace(application, application.events()), former.withoutLines()),
                    now));
            applications.updateAnswers(toRow(keys, new NewContent(application, answers)));
        }
        List<FormAnswers> renewed = answers.lineAnswers();
        lines.replaceLines(keys, application, numberLines(renewed), application.events(), now);
        int present = former.lineAnswers().size();
        if (renewed.size() > present) {
            insertLines(
                    keys,
                    application,
                    createLines(
                            application,
                            present + 1,
                            renewed.subList(present, renewed.size()),
                            LineStatus.REQUESTED,
                            application.target(),
                            now));
        }
        index.indexChangedAnswers(application, answers, now);
    }

    /// Puts new answers about lines in force and keeps the former ones.
    ///
    /// @param application after the event that causes it
    /// @param renewed by the number of the line
    public void replaceLines(Application application, Map<Integer, FormAnswers> renewed, Instant now) {
        lines.replaceLines(keys(List.of(application)), application, renewed, application.events(), now);
        index.indexChangedAnswers(application, readAnswers(application), now);
    }

    private void insertLines(SubjectKeyRing keys, Application application, List<LineContent> added) {
        lines.insertLines(keys, Map.of(application.id(), application.subject()), added);
    }

    /// Adds lines to an application, with deadlines of their own.
    ///
    /// @param first number of the first one
    public void addLines(Application application, List<FormAnswers> added, int first, Instant now) {
        insertLines(
                keys(List.of(application)),
                application,
                createLines(
                        application, first, added, LineStatus.REQUESTED, LineDeadline.startedAt(now, calendar), now));
        index.indexChangedAnswers(application, readAnswers(application), now);
    }

    private static Map<Integer, FormAnswers> numberLines(List<FormAnswers> answers) {
        Map<Integer, FormAnswers> numbered = new TreeMap<>();
        answers.forEach(one -> numbered.put(numbered.size() + 1, one));
        return numbered;
    }

    /// Makes the search terms of an application again, after its sender was erased, so that none leads to them.
    public void replaceTerms(Application application) {
        if (application.isErased()) {
            index.deleteTerms(application);
        } else {
            index.indexAnswersAgain(application, readAnswers(application));
        }
    }

    /// Stores new answers about lines as wanted; those in force stay.
    ///
    /// @param wanted by the number of the line
    public void proposeLines(Application application, ChangeKind kind, Map<Integer, FormAnswers> wanted) {
        lines.proposeLines(keys(List.of(application)), application, kind, wanted);
    }

    /// Stores that another last day is wanted for some lines; nothing else of them changes.
    ///
    /// @param numbers of the lines
    public void requestRenewal(Application application, Set<Integer> numbers) {
        lines.requestRenewal(application, numbers);
    }

    /// Records that staff approved the registration numbers among the answers in force.
    public void confirmNumbers(Application application, Instant now) {
        index.confirmNumbers(application, readAnswers(application), now);
    }

    /// Answers as they would be once all wanted ones are accepted; empty when none are.
    ///
    /// @param present answers in force
    public Optional<FormAnswers> findProposed(Application application, FormAnswers present) {
        Map<Integer, FormAnswers> wanted = lines.readWanted(application);
        return wanted.isEmpty() ? Optional.empty() : Optional.of(replaceLines(present, wanted));
    }

    private static FormAnswers replaceLines(FormAnswers answers, Map<Integer, FormAnswers> others) {
        List<FormAnswers> all = new ArrayList<>(answers.lineAnswers());
        others.forEach((number, one) -> all.set(number - 1, one));
        return answers.withoutLines().withLines(all);
    }

    /// Answers that an event replaced, or that were refused, among the present ones.
    ///
    /// @param seq of the event
    public record EarlierAnswers(int seq, AnswerState state, Instant at, FormAnswers answers) {}

    /// The newest [#MAX_EARLIER_SHOWN] replaced or refused answers, the oldest first.
    ///
    /// @param present answers in force
    public List<EarlierAnswers> findEarlier(Application application, FormAnswers present) {
        Map<Integer, EarlierAnswers> earlier = new TreeMap<>();
        versions.findNewest(application.id(), MAX_EARLIER_SHOWN)
                .forEach(version -> earlier.put(
                        version.seq(),
                        new EarlierAnswers(
                                version.seq(),
                                AnswerState.OLD,
                                version.at(),
                                sealed.openAnswers(application, version).withLines(present.lineAnswers()))));
        for (LineContentService.FormerAnswers former : lines.findFormer(application, MAX_EARLIER_SHOWN)) {
            EarlierAnswers known = earlier.get(former.seq());
            FormAnswers answers =
                    replaceLines(known == null ? present : known.answers(), Map.of(former.number(), former.answers()));
            earlier.put(former.seq(), new EarlierAnswers(former.seq(), former.state(), former.at(), answers));
        }
        return List.copyOf(earlier.values());
    }

    /// A page of the replaced answers, the oldest first, without those about lines.
    ///
    /// @param after event after which it begins
    List<EarlierAnswers> findReplacedPage(Application application, int after, int limit) {
        return versions.findPage(application.id(), after, limit).stream()
                .map(version -> new EarlierAnswers(
                        version.seq(), AnswerState.OLD, version.at(), sealed.openAnswers(application, version)))
                .toList();
    }

    /// Answers with which an application was submitted, without those about lines.
    public FormAnswers readSubmitted(Application application) {
        return versions.findFirstByApplicationOrderBySeq(application.id())
                .map(version -> sealed.openAnswers(application, version))
                .orElseGet(() -> readAnswers(application));
    }

    /// Times at which a line of these applications was last replaced, by application.
    ///
    /// @param some at least one
    public Map<Long, Instant> findReplacedAt(Collection<Application> some) {
        return lines.findReplacedAt(some.stream().map(Application::id).toList());
    }

    /// Puts the wanted answers about some lines in force.
    ///
    /// @param application after the event that causes it
    /// @param numbers of the lines
    public void acceptProposed(Application application, Set<Integer> numbers, Instant now) {
        lines.acceptWanted(keys(List.of(application)), application, numbers, application.events(), now);
        index.indexChangedAnswers(application, readAnswers(application), now);
    }

    /// Deletes the wanted answers about some lines.
    public void discardProposed(Application application, Set<Integer> numbers) {
        lines.discardWanted(application, numbers);
    }

    /// Marks the wanted answers about some lines as refused; they are kept.
    ///
    /// @param application after the event that causes it
    public void refuseProposed(Application application, Set<Integer> numbers, Instant now) {
        lines.refuseWanted(keys(List.of(application)), application, numbers, application.events(), now);
    }
}
