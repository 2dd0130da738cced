package pk.rahnuma.registration.record;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.form.FormAnswers;
import pk.rahnuma.vault.SubjectEncryptionService;
import pk.rahnuma.vault.SubjectKeyRing;

/// Answers of applications: those in force, with the proofs and the register entries derived from them, former ones,
/// and pending ones. The caller has locked the application.
@Singleton
public final class ApplicationContentService {

    /// Maximum replaced or refused answers that are shown, the newest.
    static final int MAX_EARLIER_SHOWN = 100;

    private final ApplicationRepository applications;
    private final AnswerVersionRepository versions;
    private final LineRegisterRepository register;
    private final SealedAnswers sealed;
    private final LookupProofs proofs;
    private final ApplicationIndexService index;
    private final SubjectEncryptionService vault;

    ApplicationContentService(
            ApplicationRepository applications,
            AnswerVersionRepository versions,
            LineRegisterRepository register,
            SealedAnswers sealed,
            LookupProofs proofs,
            ApplicationIndexService index,
            SubjectEncryptionService vault) {
        this.applications = applications;
        this.versions = versions;
        this.register = register;
        this.sealed = sealed;
        this.proofs = proofs;
        this.index = index;
        this.vault = vault;
    }

    /// Answers in force.
    public FormAnswers readAnswers(Application application) {
        return sealed.openAnswers(application, applications.findAnswers(application.id()));
    }

    /// Answers in force, by the application's id.
    public Map<Long, FormAnswers> readAnswers(Collection<Application> some) {
        Map<Long, byte[]> found =
                applications.findAnswers(some.stream().map(Application::id).toList());
        Map<Long, FormAnswers> opened = new HashMap<>();
        some.forEach(a -> opened.put(a.id(), sealed.openAnswers(a, found.get(a.id()))));
        return opened;
    }

    /// An application with new or changed answers.
    public record NewContent(Application application, FormAnswers answers) {}

    /// Stores new applications with their answers; a few statements for all.
    public void insertApplications(List<NewContent> fresh) {
        SubjectKeyRing keys = keys(fresh.stream().map(NewContent::application).toList());
        applications.insertAll(fresh.stream().map(one -> toRow(keys, one)).toList());
        register.insertAddresses(fresh.stream()
                .map(one -> new LineRegisterRepository.RegisteredAddresses(
                        one.application().id(), one.answers().addressBytes()))
                .toList());
        index.indexNewApplications(
                fresh.stream().collect(Collectors.toMap(NewContent::application, NewContent::answers)),
                fresh.getFirst().application().submitted());
    }

    private ApplicationRow toRow(SubjectKeyRing keys, NewContent fresh) {
        Application application = fresh.application();
        FormAnswers answers = fresh.answers();
        String mobile = answers.textAnswer(FormAnswers.VPN_MOBILE);
        return ApplicationRow.fromApplication(
                application,
                sealed.sealAnswers(keys, SealedAnswers.currentPlace(application), answers),
                proofs.hashProof(application.id(), answers.identityNumber()),
                proofs.hashProof(application.id(), answers.mobileNumber()),
                mobile.isBlank() ? null : register.hashMobile(mobile));
    }

    private SubjectKeyRing keys(Collection<Application> some) {
        return vault.openKeys(some.stream().map(Application::subject).distinct().toList());
    }

    /// Puts new answers in force and keeps the former ones.
    ///
    /// @param seq of the event in the history that causes it
    public void replaceAnswers(Application application, FormAnswers answers, int seq, Instant now) {
        SubjectKeyRing keys = keys(List.of(application));
        byte[] old = sealed.sealAnswers(keys, SealedAnswers.earlierPlace(application, seq), readAnswers(application));
        versions.insertVersion(new AnswerVersionRepository.Version(
                application.id(), seq, AnswerVersionRepository.State.OLD, old, now));
        applications.updateAnswers(toRow(keys, new NewContent(application, answers)));
        register.replaceAddresses(application.id(), answers.addressBytes());
        index.indexChangedAnswers(application, answers, now);
    }

    /// Makes the search terms of an application again, after its sender was erased, so that none leads to them.
    public void replaceTerms(Application application) {
        if (application.isErased()) {
            index.deleteTerms(application);
        } else {
            index.indexAnswersAgain(application, readAnswers(application));
        }
    }

    /// Stores new answers as pending; those in force stay.
    public void proposeAnswers(Application application, FormAnswers answers, int seq, Instant now) {
        byte[] waiting =
                sealed.sealAnswers(keys(List.of(application)), SealedAnswers.earlierPlace(application, seq), answers);
        versions.insertVersion(new AnswerVersionRepository.Version(
                application.id(), seq, AnswerVersionRepository.State.PENDING, waiting, now));
        index.recordNumbers(Map.of(application, answers), now);
    }

    /// Records that staff approved the registration numbers among the answers in force.
    public void confirmNumbers(Application application, Instant now) {
        index.confirmNumbers(application, readAnswers(application), now);
    }

    /// Pending answers.
    public Optional<FormAnswers> findProposed(Application application) {
        return versions.findByApplicationAndState(application.id(), AnswerVersionRepository.State.PENDING)
                .map(version -> sealed.openAnswers(application, version));
    }

    /// The newest [#MAX_EARLIER_SHOWN] replaced or refused answers, the oldest first.
    public Map<AnswerVersionRepository.Version, FormAnswers> findEarlier(Application application) {
        Map<AnswerVersionRepository.Version, FormAnswers> earlierAnswers = new LinkedHashMap<>();
        versions.findSettled(application.id(), MAX_EARLIER_SHOWN)
                .reversed()
                .forEach(version -> earlierAnswers.put(version, sealed.openAnswers(application, version)));
        return earlierAnswers;
    }

    /// Puts the pending answers in force.
    public void acceptProposed(Application application, int seq, Instant now) {
        FormAnswers proposed = findProposed(application).orElseThrow();
        discardProposed(application);
        replaceAnswers(application, proposed, seq, now);
    }

    /// Deletes the pending answers.
    public void discardProposed(Application application) {
        versions.deleteByApplicationAndState(application.id(), AnswerVersionRepository.State.PENDING);
    }

    /// Marks the pending answers as refused; they are kept.
    public void refuseProposed(Application application) {
        versions.refusePending(application.id());
    }
}
