using System.Net;
using System.Text;
using System.Text.Json;
using Azure;
using Azure.Core.Pipeline;
using Azure.Messaging.EventGrid;
using RingRift.Azure.Events;
using RingRift.Eventing.Envelope;
using RingRift.Pipeline.Compliance;

namespace RingRift.Azure.Tests.Events;

public sealed class EventGridEventPublisherTests
{
    [Fact]
    public async Task When_a_batch_is_large_should_split_it_below_what_the_service_takes()
    {
        var topic = new RecordingTopic();
        EventEnvelope[] events = [.. Enumerable.Range(0, 10).Select(index => Large(index, 200_000))];
        await Publisher(topic).PublishAsync(events, CancellationToken.None);
        Assert.All(topic.Bodies, body => Assert.InRange(Encoding.UTF8.GetByteCount(body), 1, 1_000_000));
        Assert.Equal(events.Select(envelope => envelope.Id), topic.Bodies.SelectMany(Ids));
    }

    [Fact]
    public async Task When_the_topic_refuses_should_be_an_error()
    {
        var topic = new RecordingTopic { Answer = HttpStatusCode.Unauthorized };
        await Assert.ThrowsAsync<RequestFailedException>(() => Publisher(topic).PublishAsync([Large(0, 10)], CancellationToken.None));
    }

    [Fact]
    public async Task When_there_is_nothing_should_need_no_request()
    {
        var topic = new RecordingTopic();
        await Publisher(topic).PublishAsync([], CancellationToken.None);
        Assert.Empty(topic.Bodies);
    }

    private static EventGridEventPublisher Publisher(RecordingTopic topic) => new(new EventGridPublisherClient(
        new Uri("http://127.0.0.1:1/topics/t/api/events"),
        new AzureKeyCredential("key"),
        new EventGridPublisherClientOptions { Transport = new HttpClientTransport(new HttpClient(topic)) }));

    private static EventEnvelope Large(int index, int characters) => Sample.Event(Sample.Key(), 1, index) with
    {
        Data = JsonSerializer.SerializeToElement(new { Text = new string('x', characters) }),
    };

    private static IEnumerable<string> Ids(string body)
    {
        using var document = JsonDocument.Parse(body);
        return [.. document.RootElement.EnumerateArray().Select(item => item.GetProperty("id").GetString()!)];
    }

    private sealed class RecordingTopic : HttpMessageHandler
    {
        public HttpStatusCode Answer { get; init; } = HttpStatusCode.OK;

        public List<string> Bodies { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Bodies.Add(await request.Content!.ReadAsStringAsync(cancellationToken));
            return new HttpResponseMessage(Answer);
        }
    }
}
