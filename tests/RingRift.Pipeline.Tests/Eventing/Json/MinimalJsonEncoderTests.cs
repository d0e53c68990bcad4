using System.Text;
using System.Text.Json;
using RingRift.Eventing.Json;

namespace RingRift.Pipeline.Tests.Eventing.Json;

public sealed class MinimalJsonEncoderTests
{
    [Fact]
    public void Should_write_every_character_in_its_own_bytes_but_those_that_JSON_demands_escapes_for()
    {
        foreach (var rune in Enumerable.Range(0, 0x110000).Where(Rune.IsValid).Select(scalar => new Rune(scalar)))
        {
            var escaped = rune.Value < ' ' || rune.Value is '"' or '\\';
            var text = JsonSerializer.Serialize(rune.ToString(), EventJson.Options);
            if (escaped ? text[1] != '\\' : text != $"\"{rune}\"")
            {
                Assert.Fail($"U+{rune.Value:X4} is written as {text}");
            }

            if (escaped)
            {
                Assert.Equal(rune.ToString(), JsonSerializer.Deserialize<string>(text));
            }
        }
    }

    [Theory]
    [InlineData("\"\\\b\t\n\f\r", 16)]
    [InlineData("a\u0001b\u001f", 16)]
    public void When_a_character_has_a_short_escape_should_write_it(string text, int characters) =>
        Assert.Equal(characters, JsonSerializer.Serialize(text, EventJson.Options).Length);

    [Fact]
    public void When_a_text_is_long_and_has_everything_should_give_it_back_as_it_went()
    {
        var text = string.Concat(Enumerable.Range(0, 3000).Select(index => $"\u0000<環\"\U0001F3B2\\{index}\n"));
        Assert.Equal(text, JsonSerializer.Deserialize<string>(JsonSerializer.Serialize(text, EventJson.Options)));
    }

    [Fact]
    public void When_half_of_a_surrogate_pair_stands_alone_should_not_write_it_as_it_is() =>
        Assert.Equal("\"a\uFFFDb\"", JsonSerializer.Serialize("a\uD83Db", EventJson.Options));
}
