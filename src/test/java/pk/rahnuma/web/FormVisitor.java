package pk.rahnuma.web;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import pk.rahnuma.TestServer;
import pk.rahnuma.document.SampleFiles;

/// Fills in a form in a browser without a script.
public final class FormVisitor {

    private static final String FORM = "register-individual";

    private static final int PAPERS = 3;
    private static final String BOUNDARY = "a-boundary-of-the-tests";
    private static final List<String> FIRST_ANSWERS = List.of(
            "yes", "freelancer", "Ayesha Khan", "35202-1234567-2", "0300 4412345", "a@example.pk", "lahore", "OpenVPN");
    private static final List<String> LINE_ANSWERS =
            List.of("static_ip", "ptcl", "123456", "39.34.1.1", "client_systems");

    private final PageVisitor browser;
    private final String base;
    private HttpResponse<String> page;

    FormVisitor(TestServer server, String language) {
        this(server, language, FORM);
    }

    /// @param form name of the script
    public FormVisitor(TestServer server, String language, String form) {
        this.browser = new PageVisitor(server);
        this.base = "/" + language + "/apply/" + form;
    }

    /// Takes the cookie of a chat.
    ///
    /// @param token of the chat
    public FormVisitor withToken(String token) {
        browser.withToken(token);
        return this;
    }

    /// Present page.
    public HttpResponse<String> page() {
        return page;
    }

    public String body() {
        return page.body();
    }

    /// Path of the present page.
    public String path() {
        return page.uri().getPath();
    }

    /// Question of the present page, or `check`.
    public String place() {
        return path().replace(base + "/", "").replace("/file", "");
    }

    /// Token of the chat, from its cookie.
    public String token() {
        return browser.token();
    }

    public FormVisitor open(String path) {
        return show(browser.get(path));
    }

    /// Begins the form, or goes on with it.
    public FormVisitor begin() {
        return post(base, Map.of());
    }

    public FormVisitor openQuestion(String question) {
        return open(base + "/" + question);
    }

    /// Answers the question of the present page.
    public FormVisitor answer(String text, String... headers) {
        return post(base + "/" + place(), Map.of("answer", text), headers);
    }

    /// Sends a file as the answer of the present page.
    FormVisitor answerWithFile(String name, byte[] content) {
        return sendFile(base + "/" + place() + "/file", name, content);
    }

    /// Sends a table as a list.
    public FormVisitor sendTable(String list, String table) {
        return sendFile(base + "/" + list + "/items/table", "lines.csv", table.getBytes(StandardCharsets.UTF_8));
    }

    private FormVisitor sendFile(String path, String name, byte[] content) {
        ByteArrayOutputStream form = new ByteArrayOutputStream();
        form.writeBytes(("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name
                        + "\"\r\nContent-Type: application/octet-stream\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        form.writeBytes(content);
        form.writeBytes(("\r\n--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return show(browser.post(
                path,
                "multipart/form-data; boundary=" + BOUNDARY,
                HttpRequest.BodyPublishers.ofByteArray(form.toByteArray())));
    }

    FormVisitor answerAll(List<String> texts) {
        texts.forEach(this::answer);
        return this;
    }

    /// From the beginning to the question for the front of the card.
    FormVisitor fillToPapers() {
        return begin().answerAll(FIRST_ANSWERS);
    }

    /// From the beginning to the list of answers.
    FormVisitor fillToCheck() {
        begin();
        fillAll();
        return this;
    }

    /// Answers all questions from the first on.
    ///
    /// @return their number, consent included
    int fillAll() {
        answerAll(FIRST_ANSWERS);
        for (int paper = 1; paper <= PAPERS; paper++) {
            answerWithFile("paper" + paper + ".jpg", SampleFiles.cardPhoto(paper));
        }
        answerAll(LINE_ANSWERS);
        return FIRST_ANSWERS.size() + PAPERS + LINE_ANSWERS.size();
    }

    /// Presses a button of the present page, which is a list of items.
    ///
    /// @param name `add`, `remove` or `done`
    public FormVisitor press(String name, String value) {
        return post(path(), Map.of(name, value));
    }

    /// Sends the application.
    public FormVisitor sendApplication() {
        return post(base + "/check", Map.of());
    }

    FormVisitor post(String path, Map<String, String> fields, String... headers) {
        return show(browser.post(path, fields, headers));
    }

    private FormVisitor show(HttpResponse<String> next) {
        page = next;
        return this;
    }
}
