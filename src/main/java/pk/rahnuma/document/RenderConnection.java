package pk.rahnuma.document;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// A [RenderProcess] as its parent sees it. Each request has a limit of processor time, after which the process is
/// killed; any other failure kills it too. Not thread-safe.
public final class RenderConnection implements AutoCloseable {

    /// Pages of a document that are shown.
    public static final int MAX_PAGES = 20;

    static final int MAX_PNG_BYTES = 16 * 1024 * 1024;

    private static final Duration START_TIMEOUT = Duration.ofSeconds(10);
    /// Further times of a limit for a process that has hardly worked, as on a machine under load.
    private static final int MAX_EXTENSIONS = 4;
    private static final Path SHELL_PATH = Path.of("/bin/sh");
    /// Limits that the system enforces: address space (KiB), CPU (seconds), open files, and no core dump. When memory
    /// is short, the kernel ends this process and not the server; when processors are, the server goes first. Unknown
    /// limits are skipped.
    private static final String ULIMIT_COMMAND = "{ ulimit -c 0; ulimit -t 120; ulimit -n 256; ulimit -v %d; "
            + "echo 1000 > /proc/self/oom_score_adj; } > /dev/null 2>&1;"
            + " if command -v nice > /dev/null; then exec nice -n 10 \"$@\"; fi; exec \"$@\"";
    /// Memory of a JVM beside its heap: code, classes, stacks, and the native decoder of JPEG.
    private static final long NATIVE_MEMORY_MEGABYTES = 768;
    private static final long KIB_PER_MEGABYTE = 1024;

    private final Process process;
    private final DataOutputStream requests;
    private final DataInputStream answers;
    private final Duration timeout;
    private int pages;

    private RenderConnection(Process process, Duration timeout) {
        this.process = process;
        this.timeout = timeout;
        this.requests = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
        this.answers = new DataInputStream(process.getInputStream());
    }

    /// Starts a process.
    ///
    /// @param timeout of each request
    /// @throws RenderUnavailableException when no such process can be started here
    static RenderConnection startProcess(int heapMegabytes, Duration timeout) throws RenderUnavailableException {
        ProcessBuilder builder =
                new ProcessBuilder(buildCommand(heapMegabytes)).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        builder.environment().put("PATH", "/usr/bin:/bin");
        // Each arena of the C library takes 64 MB of the address space.
        builder.environment().put("MALLOC_ARENA_MAX", "1");
        builder.directory(new File(System.getProperty("java.io.tmpdir")));
        try {
            RenderConnection started = new RenderConnection(builder.start(), timeout);
            if (started.runWithin(START_TIMEOUT, started.answers::read) != RenderProcess.READY_SIGNAL) {
                started.close();
                throw new RenderUnavailableException();
            }
            return started;
        } catch (IOException e) {
            throw new RenderUnavailableException();
        }
    }

    private static List<String> buildCommand(int heapMegabytes) {
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(SHELL_PATH)) {
            long kib = (heapMegabytes + NATIVE_MEMORY_MEGABYTES) * KIB_PER_MEGABYTE;
            command.addAll(List.of(SHELL_PATH.toString(), "-c", ULIMIT_COMMAND.formatted(kib), "render"));
        }
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heapMegabytes + "m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:ReservedCodeCacheSize=32m",
                "-XX:CompressedClassSpaceSize=32m",
                "-XX:-UsePerfData",
                "-XX:+ExitOnOutOfMemoryError",
                "-Xshare:auto",
                "-Djava.awt.headless=true",
                "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
                "-Dpdfbox.fontcache=" + System.getProperty("java.io.tmpdir"),
                "-Dslf4j.provider=org.slf4j.helpers.NOP_FallbackServiceProvider",
                "-cp",
                classPath(),
                RenderProcess.class.getName()));
        return command;
    }

    /// Class path of the parent: one jar, or that of the build. The process works in another folder.
    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(each -> Path.of(each).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    /// Opens a document, the only one in the life of a process.
    ///
    /// @throws IOException when it cannot be read in time
    public RenderConnection openDocument(DocumentType kind, byte[] content) throws IOException {
        pages = runWithin(timeout, () -> {
            requests.write(RenderProcess.OPEN_REQUEST);
            requests.writeUTF(kind.name());
            sendContent(content);
            return answers.readInt();
        });
        return this;
    }

    /// Number of pages of the open document that are shown.
    public int countPages() {
        return Math.clamp(pages, 1, MAX_PAGES);
    }

    /// Draws a page of the open document as PNG.
    ///
    /// @param page from 1
    /// @throws IOException when it cannot be drawn in time, or there is no such page
    public byte[] drawPage(int page) throws IOException {
        return runWithin(timeout, () -> {
            requests.write(RenderProcess.DRAW_REQUEST);
            requests.writeInt(page);
            awaitDone();
            return readContent(MAX_PNG_BYTES);
        });
    }

    /// Inspects a picture.
    ///
    /// @throws IOException when it cannot be read in time
    PictureInspection inspectPicture(byte[] picture) throws IOException {
        return runWithin(timeout, () -> {
            requests.write(RenderProcess.INSPECT_REQUEST);
            sendContent(picture);
            PictureFindings findings = PictureFindings.readFrom(answers);
            byte[] thumbnail = readContent(ThumbnailRenderer.MAX_THUMBNAIL_BYTES);
            return new PictureInspection(findings, thumbnail.length == 0 ? null : thumbnail);
        });
    }

    /// Draws a contact sheet as JPEG.
    ///
    /// @param thumbnails 1 to [ContactSheetRenderer#MAX_THUMBNAILS]
    /// @throws IOException when it cannot be drawn in time
    byte[] drawSheet(List<NumberedThumbnail> thumbnails) throws IOException {
        return runWithin(timeout, () -> {
            requests.write(RenderProcess.SHEET_REQUEST);
            requests.writeInt(thumbnails.size());
            for (NumberedThumbnail thumbnail : thumbnails) {
                requests.writeInt(thumbnail.number());
                writeContent(thumbnail.jpeg());
            }
            awaitDone();
            return readContent(ContactSheetRenderer.MAX_SHEET_BYTES);
        });
    }

    private byte[] readContent(int maxBytes) throws IOException {
        int length = answers.readInt();
        if (length < 0 || length > maxBytes) {
            throw new IOException("an answer of " + length + " bytes");
        }
        byte[] content = answers.readNBytes(length);
        if (content.length < length) {
            throw new IOException("half an answer");
        }
        return content;
    }

    private void writeContent(byte[] content) throws IOException {
        requests.writeInt(content.length);
        requests.write(content);
    }

    private void sendContent(byte[] content) throws IOException {
        writeContent(content);
        awaitDone();
    }

    private void awaitDone() throws IOException {
        requests.flush();
        if (answers.read() != RenderProcess.DONE_STATUS) {
            throw new IOException("the file cannot be read");
        }
    }

    @FunctionalInterface
    private interface Exchange<T> {
        T performExchange() throws IOException;
    }

    /// Performs an exchange. A process that has worked for half of the limit when it is over is killed; one that the
    /// machine gave less gets more time, since nothing is said about the file then.
    ///
    /// @throws RenderUnavailableException when the process had no processor for all that time
    private <T> T runWithin(Duration limit, Exchange<T> exchange) throws IOException {
        Deadline deadline = new Deadline(limit, cpuTime());
        deadline.extend();
        try {
            return exchange.performExchange();
        } catch (IOException e) {
            throw deadline.starved ? new RenderUnavailableException() : e;
        } finally {
            deadline.over.complete(null);
        }
    }

    /// Processor time that the process has used; none where the system does not tell.
    private Duration cpuTime() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /// End of an exchange, checked each time that the limit has passed.
    private final class Deadline {
        private final CompletableFuture<Void> over = new CompletableFuture<>();
        private final Duration limit;
        private final Duration begin;
        private volatile boolean starved;
        private int extensions;

        Deadline(Duration limit, Duration begin) {
            this.limit = limit;
            this.begin = begin;
        }

        void extend() {
            CompletableFuture.delayedExecutor(limit.toNanos(), TimeUnit.NANOSECONDS)
                    .execute(this::checkProgress);
        }

        private void checkProgress() {
            if (over.isDone()) {
                return;
            }
            boolean worked = cpuTime().minus(begin).multipliedBy(2).compareTo(limit) >= 0;
            if (!worked && extensions < MAX_EXTENSIONS) {
                extensions++;
                extend();
                return;
            }
            starved = !worked;
            process.destroyForcibly();
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    long processId() {
        return process.pid();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
