package pk.rahnuma.endtoend.channel;

import pk.rahnuma.TestServer;

/// The REST API, whose client the chat page is, keeps the contract of doors.
class WebChannelTest extends ChannelContract {

    @Override
    TestServer startServer() {
        return TestServer.onH2().withProperty("rahnuma.api.messages", 1000).startServer();
    }

    @Override
    ChannelUser newUser(TestServer house) {
        return new WebChannelUser(house);
    }
}
