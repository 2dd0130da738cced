package pk.rahnuma.ticket.work;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import pk.rahnuma.document.Document;
import pk.rahnuma.document.DocumentService;
import pk.rahnuma.messaging.FileRejectedException;
import pk.rahnuma.registration.RuleViolationException;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.shared.ServiceBusyException;
import pk.rahnuma.ticket.Ticket;
import pk.rahnuma.ticket.TicketAgent;
import pk.rahnuma.vault.SubjectEncryptionService;

/// Opens files of tickets for staff, and keeps tables that they have for a customer. Each is recorded in the audit log.
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
    /// @throws RuleViolationException when there is no such ticket
    public Optional<Document> findFile(Reference number, TicketAgent by, String id, Instant now) {
        return ticketLock.withLock(number, one -> {
            Optional<Document> document = Document.parseId(id)
                    .flatMap(key -> documents.findById(one.ticket().conversation(), key));
            document.ifPresent(file -> ticketLock.auditView(one.ticket(), by.name(), "ticket.file_viewed", id, now));
            return document;
        });
    }

    /// Keeps a table as a file of the customer.
    ///
    /// @param name of the file, or null
    /// @throws RuleViolationException when the ticket is closed or not theirs, or when the file is no table
    public Document saveTable(Reference number, TicketAgent by, String name, byte[] content, Instant now) {
        return ticketLock.withLock(number, one -> {
            Ticket ticket = one.requireActive().requireAssignedTo(by).ticket();
            Document table = saveFile(ticket, name, content, now);
            if (!table.kind().isTable()) {
                throw new RuleViolationException("table_wanted");
            }
            ticketLock.auditAction(ticket, by.name(), "ticket.table_entered", Long.toString(table.id()), now);
            return table;
        });
    }

    /// Deletes a file of the ticket. Takes part in the transaction of the thread.
    void deleteFile(Ticket ticket, long id) {
        documents.deleteDocument(ticket.conversation(), id);
    }

    /// Keeps a file of the ticket. Takes part in the transaction of the thread.
    ///
    /// @param name of the file, or null
    /// @throws RuleViolationException when it is not accepted
    Document saveFile(Ticket ticket, String name, byte[] content, Instant now) {
        try {
            return documents.saveDocument(SubjectEncryptionService.newId(), ticket.conversation(), name, content, now);
        } catch (FileRejectedException unfit) {
            throw new RuleViolationException("file_unfit", "fault", unfit.rejectionReason());
        } catch (ServiceBusyException busy) {
            throw new RuleViolationException("file_busy");
        }
    }
}
