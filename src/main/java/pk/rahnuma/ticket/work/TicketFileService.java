package pk.rahnuma.ticket.work;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import pk.rahnuma.document.Document;
import pk.rahnuma.document.DocumentService;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.ticket.TicketAgent;

/// Opens files of tickets for staff. Each view is recorded in the audit log.
@Singleton
public final class TicketFileService {

    private final TicketLock ticketLock;
    private final DocumentService documents;

    TicketFileService(TicketLock ticketLock, DocumentService documents) {
        this.ticketLock = ticketLock;
        this.documents = documents;
    }

    /// A file that was sent in the conversation, by either side.
    ///
    /// @param id as in the message
    /// @return empty when there is none (yet)
    /// @throws pk.rahnuma.registration.RuleViolationException when there is no such ticket
    public Optional<Document> findFile(Reference number, TicketAgent by, String id, Instant now) {
        return ticketLock.withLock(number, one -> {
            Optional<Document> document = Document.parseId(id)
                    .flatMap(key -> documents.findById(one.ticket().conversation(), key));
            document.ifPresent(file -> ticketLock.auditView(one.ticket(), by.name(), "ticket.file_viewed", id, now));
            return document;
        });
    }
}
