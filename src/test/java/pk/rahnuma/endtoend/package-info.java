/// Tests of a whole desk over its channels: the real scripts, a real database and a stand-in of the Bot API.
package pk.rahnuma.endtoend;
