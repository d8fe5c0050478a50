// An echo server on Qt's QWebSocketServer, and a client that goes through all cases of a conformance listener on QWebSocket.
//
//   qt-peer                        serves; the first line of output is the URL
//   qt-peer client URL AGENT JOBS  runs the cases, JOBS at a time
//   qt-peer version                says which Qt this is

#include <QCoreApplication>
#include <QHostAddress>
#include <QTextStream>
#include <QUrl>
#include <QUrlQuery>
#include <QWebSocket>
#include <QWebSocketServer>
#include <functional>

namespace {

void say(const QString &line)
{
    QTextStream(stdout) << line << Qt::endl;
}

void echo(QWebSocket *socket)
{
    QObject::connect(socket, &QWebSocket::textMessageReceived, socket,
                     [socket](const QString &message) { socket->sendTextMessage(message); });
    QObject::connect(socket, &QWebSocket::binaryMessageReceived, socket,
                     [socket](const QByteArray &message) { socket->sendBinaryMessage(message); });
}

int serve(QCoreApplication &application)
{
    QWebSocketServer server(QStringLiteral("qt-peer"), QWebSocketServer::NonSecureMode);
    QObject::connect(&server, &QWebSocketServer::newConnection, &server, [&server] {
        while (QWebSocket *socket = server.nextPendingConnection()) {
            echo(socket);
            QObject::connect(socket, &QWebSocket::disconnected, socket, &QObject::deleteLater);
        }
    });
    if (!server.listen(QHostAddress::LocalHost, 0))
        return 1;
    say(QStringLiteral("ws://127.0.0.1:%1").arg(server.serverPort()));
    return application.exec();
}

/// Opens connections one after the other, each until it is over.
class CaseRun : public QObject
{
public:
    CaseRun(const QString &url, const QString &agent, int jobs) : m_url(url), m_agent(agent), m_jobs(jobs) {}

    void begin()
    {
        auto count = std::make_shared<int>(0);
        visit(target(QStringLiteral("/getCaseCount")), [count](QWebSocket *socket) {
            connect(socket, &QWebSocket::textMessageReceived, socket,
                    [count](const QString &message) { *count = message.trimmed().toInt(); });
        }, [this, count] {
            m_count = *count;
            m_working = m_jobs;
            for (int job = 0; job < m_jobs; ++job)
                work();
        });
    }

private:
    void work()
    {
        if (m_next > m_count) {
            if (--m_working == 0)
                visit(target(QStringLiteral("/updateReports")), [](QWebSocket *) {}, [] { QCoreApplication::quit(); });
            return;
        }
        visit(target(QStringLiteral("/runCase"), m_next++), echo, [this] { work(); });
    }

    QUrl target(const QString &path, int index = 0) const
    {
        QUrlQuery query;
        if (index > 0)
            query.addQueryItem(QStringLiteral("case"), QString::number(index));
        query.addQueryItem(QStringLiteral("agent"), QString::fromLatin1(QUrl::toPercentEncoding(m_agent)));
        QUrl url(m_url + path);
        url.setQuery(query);
        return url;
    }

    /// Calls `over` once, when the connection has ended, however it did.
    void visit(const QUrl &url, const std::function<void(QWebSocket *)> &prepare, const std::function<void()> &over)
    {
        auto *socket = new QWebSocket;
        prepare(socket);
        auto isOver = std::make_shared<bool>(false);
        connect(socket, &QWebSocket::stateChanged, this, [socket, isOver, over](QAbstractSocket::SocketState state) {
            if (state != QAbstractSocket::UnconnectedState || *isOver)
                return;
            *isOver = true;
            socket->deleteLater();
            // Not from within the socket's own signal.
            QMetaObject::invokeMethod(qApp, over, Qt::QueuedConnection);
        });
        socket->open(url);
    }

    const QString m_url;
    const QString m_agent;
    const int m_jobs;
    int m_count = 0;
    int m_next = 1;
    int m_working = 0;
};

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.value(1) == QStringLiteral("version")) {
        say(QString::fromLatin1(qVersion()));
        return 0;
    }
    if (arguments.size() != 5 || arguments.at(1) != QStringLiteral("client"))
        return serve(application);
    CaseRun run(arguments.at(2), arguments.at(3), arguments.at(4).toInt());
    run.begin();
    return application.exec();
}
