using Microsoft.Extensions.DependencyInjection;
using RingRift.Eventing.DeadLetters;
using RingRift.Pipeline.Compliance;

namespace RingRift.Azure.Tests.DeadLetters;

/// <summary>A dead letter is the last place an event can go: it must be kept whatever characters it holds.</summary>
[Collection(AzuriteCollection.Name)]
public sealed class OddTextTests(AzuriteFixture azurite)
{
    [Theory]
    [InlineData("\0\u0001\u001b\u007f\u0085\r\n\t")]
    [InlineData("\uFFFE\uFFFF\uFEFF\u2028")]
    [InlineData("\uD83D\uDE00 </Body> %2F \\ # ?")]
    [InlineData("")]
    public async Task When_a_body_holds_any_characters_should_keep_them(string body)
    {
        var store = azurite.Services.GetRequiredService<IDeadLetterStore>();
        var letter = new DeadLetter
        {
            Origin = DeadLetterOrigin.Handler,
            Consumer = Sample.Unique("odd"),
            Reason = $"refused '{body}'",
            FirstTime = Sample.Noon,
            LastTime = Sample.Noon,
            Occurrence = body,
            Body = body,
        };

        await store.AddAsync(letter, CancellationToken.None);

        var kept = (await store.GetAsync(letter.Id, CancellationToken.None))!.Letter;
        Assert.Equal((body, $"refused '{body}'"), (kept.Body, kept.Reason));
    }
}
