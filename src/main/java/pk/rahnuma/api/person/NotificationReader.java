package pk.rahnuma.api.person;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import pk.rahnuma.messaging.Message;
import pk.rahnuma.messaging.NoticeHistoryService;
import pk.rahnuma.messaging.conversation.Chat;
import pk.rahnuma.organisation.Organisation;
import pk.rahnuma.organisation.OrganisationRole;
import pk.rahnuma.organisation.OrganisationService;
import pk.rahnuma.registration.overview.ApplicationNewsService;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.ticket.work.CustomerTicketService;

/// Reads the news of a person, with what they are about as fields.
@Singleton
final class NotificationReader {

    private final NoticeHistoryService notices;
    private final ApplicationNewsService applications;
    private final CustomerTicketService tickets;
    private final OrganisationService organisations;

    NotificationReader(
            NoticeHistoryService notices,
            ApplicationNewsService applications,
            CustomerTicketService tickets,
            OrganisationService organisations) {
        this.notices = notices;
        this.applications = applications;
        this.tickets = tickets;
        this.organisations = organisations;
    }

    /// A page of news.
    ///
    /// @param next number of the message before which the next page begins; 0 when there is none
    record NotificationPage(List<NotificationResponse> notifications, int readUpTo, int next) {}

    NotificationPage readBefore(Chat chat, int before, int limit, Instant now) {
        long person = chat.conversation();
        NoticeHistoryService.NewsPage page = notices.readBefore(person, before, limit, now);
        Set<Long> subjects = page.news().stream()
                .map(NoticeHistoryService.SubjectMessage::about)
                .collect(Collectors.toSet());
        Subjects known = new Subjects(
                applications.findVisible(person, subjects),
                tickets.findNumbers(person, subjects),
                organisations.findRoles(List.of(person)).getOrDefault(person, Map.of()));
        int readUpTo = notices.findReadLine(person);
        return new NotificationPage(
                page.news().stream()
                        .map(one -> known.toResponse(one.message(), one.about(), readUpTo))
                        .toList(),
                readUpTo,
                page.next());
    }

    /// Subjects of news that the person may see.
    private record Subjects(
            Map<Long, ApplicationNewsService.StatusHistory> applications,
            Map<Long, Reference> tickets,
            Map<Long, OrganisationRole> organisations) {

        NotificationResponse toResponse(Message message, long about, int readUpTo) {
            ApplicationNewsService.StatusHistory application = applications.get(about);
            Reference ticket = tickets.get(about);
            boolean organisation = organisations.containsKey(about);
            return new NotificationResponse(
                    message.seq(),
                    application != null
                            ? "application"
                            : ticket != null ? "ticket" : organisation ? "organisation" : "other",
                    application == null ? null : application.reference().toGroupedText(),
                    application == null ? null : application.statusAt(message.at()),
                    ticket == null ? null : ticket.toGroupedText(),
                    organisation ? Organisation.toCode(about) : null,
                    message.body().text(),
                    message.at(),
                    message.seq() <= readUpTo);
        }
    }
}
