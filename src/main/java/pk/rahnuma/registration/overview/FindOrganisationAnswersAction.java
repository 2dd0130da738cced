package pk.rahnuma.registration.overview;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import pk.rahnuma.dialog.model.Action;
import pk.rahnuma.organisation.Organisation;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.WorkingCalendar;
import pk.rahnuma.registration.form.FormAnswers;
import pk.rahnuma.registration.record.ApplicationAccess;
import pk.rahnuma.registration.record.ApplicationContentService;
import pk.rahnuma.registration.record.ApplicationRepository;

/// `registration.organisation_answers`: what an organisation said in its newest application that is still in force or
/// under
/// review, so that its next one asks only what is new. Papers count until the day that they name. What the applicant
/// said of themselves comes from an application that the same person sent.
@Singleton
@Named("registration.organisation_answers")
public final class FindOrganisationAnswersAction
        implements Action.Query<FindOrganisationAnswersAction.In, FindOrganisationAnswersAction.Out> {

    /// Number of newest applications that are looked at.
    private static final int MAX_SEARCHED = 20;

    /// Input of the action.
    ///
    /// @param organisation its code; empty or `new` for none
    public record In(String organisation) {}

    /// Result of the action: answers by the names of `register-company.yaml`, empty where there is none. All is empty
    /// when the person may not apply for the organisation.
    ///
    /// @param found whether there is an application of before
    /// @param reference of that application, grouped for reading
    public record Out(
            boolean found,
            String reference,
            String service,
            String org_type,
            String ntn,
            String address,
            String city,
            String province,
            String vpn_software,
            String company_proof_type,
            String company_proof,
            String official_letter,
            String pseb_certificate_no,
            String pseb_expiry,
            String pseb_certificate,
            String equipment,
            String purpose,
            String purpose_text,
            String secp_number,
            String applicant_name,
            String applicant_designation,
            String applicant_cnic,
            String passport_number,
            String passport_country,
            String passport_page,
            String id_front,
            String id_back,
            String applicant_mobile,
            String applicant_email,
            String applicant_authority,
            String authority_letter) {

        private static final Out NONE = fromAnswers("", new FormAnswers(Map.of()), new FormAnswers(Map.of()), true);

        /// @param certified whether the certificate of the PSEB has not run out
        private static Out fromAnswers(
                String reference, FormAnswers organisation, FormAnswers applicant, boolean certified) {
            return new Out(
                    !reference.isEmpty(),
                    reference,
                    organisation.textAnswer("service"),
                    organisation.textAnswer("org_type"),
                    organisation.textAnswer(FormAnswers.NTN),
                    organisation.textAnswer("address"),
                    organisation.textAnswer(FormAnswers.CITY),
                    organisation.textAnswer("province"),
                    organisation.textAnswer("vpn_software"),
                    organisation.textAnswer("company_proof_type"),
                    organisation.textAnswer("company_proof"),
                    organisation.textAnswer("official_letter"),
                    certified ? organisation.textAnswer("pseb_certificate_no") : "",
                    certified ? organisation.textAnswer(PSEB_EXPIRY) : "",
                    certified ? organisation.textAnswer("pseb_certificate") : "",
                    organisation.textAnswer("equipment"),
                    organisation.textAnswer("purpose"),
                    organisation.textAnswer("purpose_text"),
                    organisation.textAnswer(FormAnswers.SECP_NUMBER),
                    applicant.textAnswer(FormAnswers.APPLICANT_NAME),
                    applicant.textAnswer("applicant_designation"),
                    applicant.textAnswer("applicant_cnic"),
                    applicant.textAnswer("passport_number"),
                    applicant.textAnswer("passport_country"),
                    applicant.textAnswer("passport_page"),
                    applicant.textAnswer("id_front"),
                    applicant.textAnswer("id_back"),
                    applicant.textAnswer("applicant_mobile"),
                    applicant.textAnswer("applicant_email"),
                    applicant.textAnswer("applicant_authority"),
                    applicant.textAnswer("authority_letter"));
        }
    }

    private static final String PSEB_EXPIRY = "pseb_expiry";

    private final ApplicationRepository applications;
    private final ApplicationContentService contents;
    private final ApplicationAccess access;

    FindOrganisationAnswersAction(
            ApplicationRepository applications, ApplicationContentService contents, ApplicationAccess access) {
        this.applications = applications;
        this.contents = contents;
        this.access = access;
    }

    /// Applications whose answers a person gets.
    ///
    /// @param newest of the organisation
    /// @param own the newest that the person sent for it; empty when others sent all
    private record EarlierApplications(Application newest, Optional<Application> own) {}

    @Override
    public List<Out> executeAll(List<Request<In>> requests) {
        Map<Request<In>, Long> wanted = new HashMap<>();
        requests.forEach(request ->
                Organisation.fromCode(request.arguments().organisation()).ifPresent(id -> wanted.put(request, id)));
        Map<Request<In>, EarlierApplications> earlier = wanted.isEmpty() ? Map.of() : findEarlier(wanted);
        if (earlier.isEmpty()) {
            return requests.stream().map(request -> Out.NONE).toList();
        }
        Map<Long, FormAnswers> answers = contents.readCommonAnswers(listApplications(earlier.values()));
        return requests.stream()
                .map(request -> toResult(request, earlier.get(request), answers))
                .toList();
    }

    private Map<Request<In>, EarlierApplications> findEarlier(Map<Request<In>, Long> wanted) {
        ApplicationAccess.AccessRights rights = access.findRights(
                wanted.keySet().stream().map(Request::conversation).collect(Collectors.toSet()));
        wanted.entrySet().removeIf(entry -> !rights.actsFor(entry.getKey().conversation(), entry.getValue()));
        Map<Request<In>, EarlierApplications> earlier = new HashMap<>();
        if (wanted.isEmpty()) {
            return earlier;
        }
        Map<Long, ApplicationRepository.NewestApplications> newest =
                applications.findNewest(List.copyOf(wanted.values()), MAX_SEARCHED);
        wanted.forEach((request, organisation) -> {
            List<Application> live = newest.containsKey(organisation)
                    ? newest.get(organisation).applications().stream()
                            .filter(application -> application.lines().isLive())
                            .toList()
                    : List.of();
            if (!live.isEmpty()) {
                Optional<Application> own = live.stream()
                        .filter(application ->
                                application.conversation() == request.conversation() && !application.isHandedOver())
                        .findFirst();
                earlier.put(request, new EarlierApplications(live.getFirst(), own));
            }
        });
        return earlier;
    }

    private static List<Application> listApplications(Collection<EarlierApplications> all) {
        List<Application> listed = new ArrayList<>();
        all.forEach(earlier -> {
            listed.add(earlier.newest());
            earlier.own().ifPresent(listed::add);
        });
        return listed.stream().distinct().toList();
    }

    private static Out toResult(Request<In> request, EarlierApplications earlier, Map<Long, FormAnswers> answers) {
        if (earlier == null) {
            return Out.NONE;
        }
        FormAnswers organisation = answers.get(earlier.newest().id());
        FormAnswers applicant =
                earlier.own().map(application -> answers.get(application.id())).orElse(new FormAnswers(Map.of()));
        LocalDate today = request.now().atZone(WorkingCalendar.PAKISTAN_ZONE).toLocalDate();
        return Out.fromAnswers(
                earlier.newest().reference().toGroupedText(),
                organisation,
                applicant,
                organisation.textAnswer(PSEB_EXPIRY).compareTo(today.toString()) >= 0);
    }
}
