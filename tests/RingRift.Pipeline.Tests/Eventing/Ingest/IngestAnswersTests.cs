using System.Text;
using System.Text.Json;
using RingRift.Eventing.Catalogue;
using RingRift.Eventing.Ingest;

namespace RingRift.Pipeline.Tests.Eventing.Ingest;

/// <summary>
/// Requests and the answers they got while every external event still had a record of its own, word for word: each kind of field with each
/// kind of value, every key, spellings, depth. What other systems are told must not change by accident.
/// </summary>
public sealed class IngestAnswersTests
{
    private static readonly string[] Approved = File.ReadAllLines(
        Path.Combine(AppContext.BaseDirectory, "Eventing", "Ingest", "ingest.approved.jsonl"));

    [Fact]
    public void When_a_request_was_answered_before_should_be_answered_the_same()
    {
        Assert.Equal(180, Approved.Length);
        Assert.All(Approved, line =>
        {
            using var document = JsonDocument.Parse(line);
            var request = Encoding.UTF8.GetBytes(document.RootElement.GetProperty("request").GetRawText());
            Assert.Equal(
                document.RootElement.GetProperty("answer").GetString(), string.Join("; ", IngestParser.Read(request).Select(Answer)));
        });
    }

    private static string Answer(IngestedEvent one) => one.Event is { } accepted
        ? $"{accepted.Type.CatalogueName()} {accepted.Id} of {accepted.Subject} in {accepted.CorrelationId}"
        : one.Refusal!.Message;
}
