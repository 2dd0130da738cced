package pk.rahnuma.registration.overview;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import pk.rahnuma.dialog.field.IpAddresses;
import pk.rahnuma.dialog.model.Action;
import pk.rahnuma.organisation.Organisation;
import pk.rahnuma.organisation.OrganisationService;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.ApplicationAimService;
import pk.rahnuma.registration.LineStatus;
import pk.rahnuma.registration.form.FormAnswers;
import pk.rahnuma.registration.record.ApplicationAccess;
import pk.rahnuma.registration.record.ApplicationContentService;
import pk.rahnuma.registration.record.ApplicationRepository;
import pk.rahnuma.registration.record.LineRegisterRepository;
import pk.rahnuma.registration.record.LineRepository;
import pk.rahnuma.shared.Reference;

/// `registration.of_organisation`: the applications of an organisation of which the person is a member, counted by
/// status, and searched by reference, site or address.
@Singleton
@Named("registration.of_organisation")
public final class ListOrganisationApplicationsAction
        implements Action.Query<ListOrganisationApplicationsAction.In, ListOrganisationApplicationsAction.Out> {

    /// Maximum number of applications that are shown.
    private static final int MAX_LISTED = 20;
    /// Number of newest applications that are searched for words; a reference or a whole address is found in all.
    private static final int MAX_SEARCHED = 500;

    /// Input of the action.
    ///
    /// @param organisation its code; empty for the only one of the person
    /// @param words a reference, an address or its beginning, or a part of a site's name; empty for all
    public record In(String organisation, String words) {}

    /// Result of the action.
    ///
    /// @param found false when the person is not a member, whether the organisation exists or not; then all else is
    ///     empty
    /// @param total number of all applications
    /// @param lines number of their lines
    /// @param states number of lines by status
    /// @param items the newest that match, at most twenty
    /// @param more number of matches beyond these
    public record Out(
            boolean found,
            String organisation,
            long total,
            long lines,
            List<StatusCount> states,
            List<ListApplicationsAction.Item> items,
            long more) {

        private static final Out NOT_FOUND = new Out(false, "", 0, 0, List.of(), List.of(), 0);
    }

    /// Number of lines of a status.
    ///
    /// @param status name of an [LineStatus]
    public record StatusCount(String status, long count) {}

    private final ApplicationRepository applications;
    private final LineRepository lines;
    private final LineRegisterRepository register;
    private final ApplicationContentService contents;
    private final ApplicationAccess access;
    private final OrganisationService organisations;
    private final ApplicationAimService aims;

    ListOrganisationApplicationsAction(
            ApplicationRepository applications,
            LineRepository lines,
            LineRegisterRepository register,
            ApplicationContentService contents,
            ApplicationAccess access,
            OrganisationService organisations,
            ApplicationAimService aims) {
        this.applications = applications;
        this.lines = lines;
        this.register = register;
        this.contents = contents;
        this.access = access;
        this.organisations = organisations;
        this.aims = aims;
    }

    @Override
    public List<Out> executeAll(List<Request<In>> requests) {
        ApplicationAccess.AccessRights rights = access.findRights(
                requests.stream().map(Request::conversation).distinct().toList());
        List<Optional<Long>> chosen =
                requests.stream().map(request -> chosen(request, rights)).toList();
        Set<Long> subjects = chosen.stream().flatMap(Optional::stream).collect(Collectors.toSet());
        if (subjects.isEmpty()) {
            return requests.stream().map(request -> Out.NOT_FOUND).toList();
        }
        Map<Long, String> names = organisations.findNames(subjects);
        Map<Long, Map<LineStatus, Long>> counts = lines.countByStatus(subjects);
        Map<Long, ApplicationRepository.NewestApplications> newest = applications.findNewest(subjects, MAX_SEARCHED);
        SearchData searchData = find(requests, chosen, newest);
        ApplicationAimService.Aims present = aims.readAims(requests.getFirst().now());
        List<Out> results = new ArrayList<>();
        for (int i = 0; i < requests.size(); i++) {
            if (chosen.get(i).isEmpty()) {
                results.add(Out.NOT_FOUND);
                continue;
            }
            long subject = chosen.get(i).get();
            Request<In> request = requests.get(i);
            List<Application> fitting = searchData.findMatching(words(request), subject);
            Map<LineStatus, Long> states = counts.getOrDefault(subject, Map.of());
            long total = newest.containsKey(subject) ? newest.get(subject).count() : 0;
            long count = states.values().stream().mapToLong(Long::longValue).sum();
            long all = words(request).isEmpty() ? total : fitting.size();
            List<ListApplicationsAction.Item> items = fitting.stream()
                    .limit(MAX_LISTED)
                    .map(a -> ListApplicationsAction.Item.fromView(
                            ApplicationView.ofStatus(a, names.get(subject), present)))
                    .toList();
            results.add(new Out(true, names.get(subject), total, count, states(states), items, all - items.size()));
        }
        return results;
    }

    private static Optional<Long> chosen(Request<In> request, ApplicationAccess.AccessRights rights) {
        Set<Long> own = rights.organisationsOf(request.conversation());
        String code = request.arguments().organisation();
        if (code.isBlank()) {
            return own.size() == 1 ? own.stream().findFirst() : Optional.empty();
        }
        return Organisation.fromCode(code).filter(own::contains);
    }

    private static String words(Request<In> request) {
        return request.arguments().words().strip();
    }

    private static Optional<byte[]> address(String words) {
        try {
            return words.isEmpty() ? Optional.empty() : Optional.of(IpAddresses.toBytes(words));
        } catch (IllegalArgumentException other) {
            return Optional.empty();
        }
    }

    private static List<StatusCount> states(Map<LineStatus, Long> counts) {
        return counts.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(each -> new StatusCount(each.getKey().name(), each.getValue()))
                .toList();
    }

    private SearchData find(
            List<Request<In>> requests,
            List<Optional<Long>> chosen,
            Map<Long, ApplicationRepository.NewestApplications> newest) {
        List<LineRegisterRepository.AddressQuery> addresses = new ArrayList<>();
        List<Reference> references = new ArrayList<>();
        List<Application> searched = new ArrayList<>();
        for (int i = 0; i < requests.size(); i++) {
            String words = words(requests.get(i));
            if (chosen.get(i).isEmpty() || words.isEmpty()) {
                continue;
            }
            long subject = chosen.get(i).get();
            Optional<byte[]> address = address(words);
            Optional<Reference> reference = Reference.parseText(words);
            if (address.isPresent()) {
                addresses.add(new LineRegisterRepository.AddressQuery(subject, address.get()));
            } else if (reference.isPresent()) {
                references.add(reference.get());
            } else if (newest.containsKey(subject)) {
                searched.addAll(newest.get(subject).applications());
            }
        }
        Map<LineRegisterRepository.AddressQuery, Set<Long>> held =
                addresses.isEmpty() ? Map.of() : register.findHolding(addresses);
        Set<Long> holders = held.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
        List<Application> distinct = searched.stream().distinct().toList();
        return new SearchData(
                newest,
                held,
                holders.isEmpty() ? Map.of() : applications.findByIds(holders),
                references.isEmpty() ? Map.of() : applications.findWithProofs(references),
                distinct.isEmpty() ? Map.of() : contents.readAnswers(distinct));
    }

    /// Data read for all requests of a batch.
    private record SearchData(
            Map<Long, ApplicationRepository.NewestApplications> newest,
            Map<LineRegisterRepository.AddressQuery, Set<Long>> held,
            Map<Long, Application> holders,
            Map<Reference, ApplicationRepository.ApplicationWithProofs> named,
            Map<Long, FormAnswers> opened) {

        List<Application> findMatching(String words, long subject) {
            List<Application> own =
                    newest.containsKey(subject) ? newest.get(subject).applications() : List.of();
            if (words.isEmpty()) {
                return own;
            }
            Optional<byte[]> address = address(words);
            if (address.isPresent()) {
                return held
                        .getOrDefault(new LineRegisterRepository.AddressQuery(subject, address.get()), Set.of())
                        .stream()
                        .map(holders::get)
                        .sorted(Application.NEWEST_FIRST)
                        .toList();
            }
            Optional<Reference> reference = Reference.parseText(words);
            if (reference.isPresent()) {
                return Stream.ofNullable(named.get(reference.get()))
                        .map(ApplicationRepository.ApplicationWithProofs::application)
                        .filter(a -> a.subject() == subject)
                        .toList();
            }
            String plain = words.toLowerCase(Locale.ROOT);
            return own.stream()
                    .filter(a -> opened.containsKey(a.id()) && holds(opened.get(a.id()), plain))
                    .toList();
        }

        private static boolean holds(FormAnswers answers, String plain) {
            return Stream.concat(
                                    answers.itemAnswers(FormAnswers.CONNECTIONS).stream()
                                            .map(line -> line.textAnswer("site")),
                                    Stream.of(answers.textAnswer(FormAnswers.CITY)))
                            .anyMatch(site -> site.toLowerCase(Locale.ROOT).contains(plain))
                    || answers.singleAddresses().stream()
                            .anyMatch(
                                    address -> address.toLowerCase(Locale.ROOT).startsWith(plain));
        }
    }
}
