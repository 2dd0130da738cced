package pk.rahnuma.endtoend;

import pk.rahnuma.TestServer;

/// The REST API, whose client the chat page is, keeps the contract of doors.
class WebChannelTest extends ChannelContract {

    @Override
    TestServer open() {
        return TestServer.onH2().property("rahnuma.api.messages", 1000).start();
    }

    @Override
    ChannelUser stranger(TestServer house) {
        return new WebChannelUser(house);
    }
}
