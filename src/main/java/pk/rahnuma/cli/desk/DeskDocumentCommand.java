package pk.rahnuma.cli.desk;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import pk.rahnuma.document.Document;
import pk.rahnuma.document.DocumentService;
import pk.rahnuma.registration.decision.ApplicationReviewService;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.startup.settings.UserErrorException;

@Command(
        name = "document",
        description = "Write a document of an application to a file. The audit log records who did it.")
final class DeskDocumentCommand implements Callable<Integer> {

    @ParentCommand
    private DeskCommand desk;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "REF", description = "An application's reference")
    private String typed;

    @Parameters(index = "1", paramLabel = "DOCUMENT", description = "Name from `desk show`: id_front, …")
    private String document;

    @Option(
            names = "--to",
            paramLabel = "FILE",
            required = true,
            description = "File to create; an existing file is never overwritten")
    private Path file;

    @Option(names = "--as", paramLabel = "NAME", required = true, description = "Your name, for the audit log")
    private String staffName;

    @Override
    public Integer call() {
        Reference reference = DeskCommand.parseReference(typed);
        spec.commandLine().getOut().println(desk.runWithBeans(beans -> {
            Document found = beans.getBean(ApplicationReviewService.class)
                    .openDocument(
                            reference,
                            document,
                            staffName,
                            beans.getBean(Clock.class).instant());
            write(beans.getBean(DocumentService.class), found);
            return "Wrote %s, %,d bytes, to %s: it is personal, delete it when you are done."
                    .formatted(found.kind().mediaType(), found.size(), file);
        }));
        spec.commandLine().getOut().flush();
        return 0;
    }

    private void write(DocumentService documents, Document found) {
        try (FileChannel channel = FileChannel.open(
                        file,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                OutputStream out = Channels.newOutputStream(channel);
                InputStream content = documents.openContent(found)) {
            content.transferTo(out);
        } catch (FileAlreadyExistsException e) {
            throw new UserErrorException("document: " + file + " exists already: expected the name of a new file");
        } catch (IOException e) {
            discard();
            throw new UserErrorException(
                    "document: cannot write " + file + ": expected a writable place with free space");
        }
    }

    private void discard() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // A partial file is readable by its owner only.
        }
    }
}
