using System.Text;
using RingRift.Eventing.Contracts;
using RingRift.Pipeline.Holds;

namespace RingRift.Pipeline.Tests.Eventing.Contracts;

public sealed class JsonCommandTests
{
    [Fact]
    public void When_a_text_is_whole_should_read_it()
    {
        var read = JsonCommand.Read<PauseRequest>("""{"owner":"ann","reason":"r","duration":"1.00:30:00"}"""u8.ToArray());
        Assert.Equal(("ann", "r", new TimeSpan(1, 0, 30, 0)), (read.Owner, read.Reason, read.Duration));
        Assert.Equal([7], JsonCommand.Read<Listed>("""{"numbers":[7]}"""u8.ToArray()).Numbers!);
    }

    [Theory]
    [InlineData("", "0 bytes")]
    [InlineData("{", "must be JSON")]
    [InlineData("null", "'null': must be an object")]
    [InlineData("[]", "'[]': must be an object")]
    [InlineData("""{"numbers":[null]}""", "$.numbers[0] 'null': must be an integer")]
    [InlineData("""{"numbers":[1,"2"]}""", "$.numbers[1] '\"2\"': must be an integer")]
    [InlineData("""{"numbers":7}""", "$.numbers '7': must be a list")]
    [InlineData("""{"numbers":[1],"numbers":[2]}""", "$.numbers: must be there once")]
    [InlineData("""{"number":[1]}""", "$.number '[1]': is none of the members inner, isSet, numbers")]
    [InlineData("""{"isSet":null}""", "$.isSet 'null': must be true or false")]
    [InlineData("""{"inner":{"owner":null,"reason":"r","duration":"00:00:01"}}""", "$.inner.owner 'null': must be a text")]
    [InlineData("""{"inner":{"owner":"o","reason":"r","duration":"30m"}}""", "$.inner.duration '\"30m\"': must be a time span")]
    [InlineData("""{"inner":{"owner":"o","reason":"r"}}""", "$.inner.duration: must be there")]
    public void When_a_text_is_wrong_should_name_place_value_and_rule(string json, string named) =>
        Assert.Contains(named, Assert.Throws<ArgumentException>(() => JsonCommand.Read<Listed>(Encoding.UTF8.GetBytes(json))).Message, StringComparison.Ordinal);

    private sealed record Listed
    {
        public IReadOnlyList<int>? Numbers { get; init; }

        public PauseRequest? Inner { get; init; }

        public bool IsSet { get; init; }
    }
}
