using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using RingRift.Functions.Tests.Runtime;

namespace RingRift.Functions.Tests.Functions.Requests;

/// <summary>What every address asks of a request, whatever it is about.</summary>
public sealed class RequestRulesTests
{
    private const string Event =
        """{"specversion":"1.0","id":"e1","source":"/nodes/gpu-7","type":"HOST_OFFLINE","time":"2026-03-01T12:00:00Z","data":{"node_id":"gpu-7"}}""";
    private const int MostBytes = 1024 * 1024;
    private static readonly byte[] Large = new byte[31_000_000];

    [Fact]
    public async Task When_a_body_beyond_the_servers_own_limit_is_announced_should_answer_413_with_a_problem_everywhere()
    {
        await using var host = await HttpApi.StartAsync();
        foreach (var address in HttpApi.Addresses)
        {
            using var request = HttpApi.Request(address, content: new ByteArrayContent(Large));
            request.Headers.ExpectContinue = true;
            await AssertProblemAsync(
                await host.Client.SendAsync(request), HttpStatusCode.RequestEntityTooLarge,
                "31000000 bytes: must have at most 1048576 bytes");
        }
    }

    [Fact]
    public async Task When_a_body_grows_too_large_while_it_is_read_should_answer_413_with_a_problem_everywhere()
    {
        await using var host = await HttpApi.StartAsync();
        foreach (var address in HttpApi.Addresses)
        {
            using var request = HttpApi.Request(address, content: new ByteArrayContent(Large, 0, MostBytes + 1));
            request.Headers.TransferEncodingChunked = true;
            await AssertProblemAsync(await host.Client.SendAsync(request), HttpStatusCode.RequestEntityTooLarge, "more than 1048576 bytes");
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task When_a_sender_sends_far_too_much_without_waiting_should_still_read_the_answer(bool isChunked)
    {
        await using var host = await HttpApi.StartAsync();
        using var request = HttpApi.Request("POST /api/pauses/hex8_2p", content: new ByteArrayContent(Large));
        request.Headers.TransferEncodingChunked = isChunked;
        await AssertProblemAsync(
            await host.Client.SendAsync(request), HttpStatusCode.RequestEntityTooLarge, "must have at most 1048576 bytes");
    }

    [Fact]
    public async Task When_a_query_name_is_not_known_should_name_it_and_those_that_are_everywhere()
    {
        await using var host = await HttpApi.StartAsync();
        foreach (var address in HttpApi.Addresses)
        {
            using var request = HttpApi.Request(address, "?limit=5&code=key");
            await AssertProblemAsync(await host.Client.SendAsync(request), HttpStatusCode.BadRequest, "query 'limit=5'");
        }
    }

    [Theory]
    [InlineData("/api/events?limit=5", "from, to, type, correlation, failed, take")]
    [InlineData("/api/events?take=1&Take=2", "there 2 times, as '1' and '2'")]
    [InlineData("/api/dead-letters?page=2", "continuation")]
    [InlineData("/api/traces/hex8_2p-0001?depth=2", "before, after")]
    [InlineData("/api/daemons?name=x", "takes no query")]
    [InlineData("/api/traces", "behind /traces/")]
    [InlineData("/api/traces/a?correlation=b", "not stand beside")]
    public async Task When_a_query_breaks_a_rule_should_answer_400_naming_value_and_rule(string path, string named)
    {
        await using var host = await HttpApi.StartAsync();
        await AssertProblemAsync(await host.Client.GetAsync(path), HttpStatusCode.BadRequest, named);
    }

    [Fact]
    public async Task When_a_name_may_be_there_several_times_should_take_it()
    {
        await using var host = await HttpApi.StartAsync();
        using var answer = await host.Client.GetAsync("/api/events?type=MODEL_PROMOTED&type=HOST_OFFLINE&clientid=default");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("x-gzip")]
    [InlineData("identity, GZip")]
    public async Task When_a_body_is_packed_should_take_all_its_members(string coding)
    {
        await using var host = await HttpApi.StartAsync();
        byte[] packed = [.. Packed(Encoding.UTF8.GetBytes(Event[..40])), .. Packed(Encoding.UTF8.GetBytes(Event[40..]))];
        using var answer = await PostAsync(host, packed, coding);
        Assert.True(answer.StatusCode == HttpStatusCode.Accepted, await answer.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("br", "'br'")]
    [InlineData("deflate", "'deflate'")]
    [InlineData("gzip, gzip", "'gzip, gzip'")]
    public async Task When_a_body_is_in_another_coding_should_answer_415_naming_it_and_what_is_taken(string coding, string named)
    {
        await using var host = await HttpApi.StartAsync();
        using var answer = await PostAsync(host, Packed(Encoding.UTF8.GetBytes(Event)), coding);
        Assert.Equal(["gzip"], answer.Headers.GetValues("Accept-Encoding"));
        await AssertProblemAsync(answer, HttpStatusCode.UnsupportedMediaType, named);
    }

    [Fact]
    public async Task When_a_small_body_unpacks_to_a_large_one_should_answer_413()
    {
        await using var host = await HttpApi.StartAsync();
        await AssertProblemAsync(
            await PostAsync(host, Packed(Large), "gzip"), HttpStatusCode.RequestEntityTooLarge, $"more than {MostBytes} bytes");
        var nothing = Packed([]);
        byte[] endless = [.. Enumerable.Repeat(nothing, 60_000).SelectMany(member => member)];
        await AssertProblemAsync(
            await PostAsync(host, endless, "gzip"), HttpStatusCode.RequestEntityTooLarge, $"at most {MostBytes} bytes");
    }

    [Fact]
    public async Task When_a_body_is_not_what_its_coding_says_should_answer_400_with_the_rule()
    {
        await using var host = await HttpApi.StartAsync();
        await AssertProblemAsync(await PostAsync(host, Encoding.UTF8.GetBytes(Event), "gzip"), HttpStatusCode.BadRequest, "must be gzip");
        await AssertProblemAsync(
            await PostAsync(host, Packed(Encoding.UTF8.GetBytes(Event))[..60], "gzip"), HttpStatusCode.BadRequest, "JSON");
    }

    [Fact]
    public async Task When_a_body_begins_with_the_mark_of_UTF8_should_take_it()
    {
        await using var host = await HttpApi.StartAsync();
        using var answer = await PostAsync(host, [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Event)]);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
    }

    public static TheoryData<Encoding> Others =>
        [Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.UTF32, new UTF32Encoding(bigEndian: true, byteOrderMark: true)];

    [Theory]
    [MemberData(nameof(Others))]
    public async Task When_a_body_is_in_another_encoding_should_answer_415_by_name(Encoding encoding)
    {
        await using var host = await HttpApi.StartAsync();
        foreach (var body in new byte[][] { [.. encoding.GetPreamble(), .. encoding.GetBytes(Event)], encoding.GetBytes(Event) })
        {
            await AssertProblemAsync(await PostAsync(host, body), HttpStatusCode.UnsupportedMediaType, "UTF-16");
        }
    }

    [Fact]
    public async Task When_a_content_type_names_another_character_set_should_answer_415_naming_it()
    {
        await using var host = await HttpApi.StartAsync();
        using var content = new ByteArrayContent(Encoding.Latin1.GetBytes(Event));
        content.Headers.ContentType = MediaTypeHeaderValue.Parse("application/json; charset=iso-8859-1");
        await AssertProblemAsync(await host.Client.PostAsync("/api/events", content), HttpStatusCode.UnsupportedMediaType, "'iso-8859-1'");
    }

    [Fact]
    public async Task When_an_event_comes_in_binary_mode_should_answer_415_by_name()
    {
        await using var host = await HttpApi.StartAsync();
        using var content = new StringContent("""{"node_id":"gpu-7"}""", Encoding.UTF8, "application/json");
        content.Headers.Add("ce-specversion", "1.0");
        await AssertProblemAsync(
            await host.Client.PostAsync("/api/events", content), HttpStatusCode.UnsupportedMediaType, "structured mode");
    }

    [Theory]
    [InlineData("POST /api/dead-letters/redrive", """{"ids":[null],"reason":"r"}""", "$.ids[0] 'null': must be a text")]
    [InlineData("POST /api/dead-letters/discard", """{"ids":[7],"reason":"r"}""", "$.ids[0] '7': must be a text")]
    [InlineData("POST /api/dead-letters/discard", """{"all":"true","reason":"r"}""", "$.all '\"true\"': must be true or false")]
    [InlineData("POST /api/dead-letters/redrive", """{"all":null,"reason":"r"}""", "$.all 'null'")]
    [InlineData("POST /api/dead-letters/redrive", """{"filter":{"config":7},"reason":"r"}""", "$.filter.config '7'")]
    [InlineData("POST /api/replays", """{"consumer":"PlanTraining","consumer":"x"}""", "$.consumer: must be there once")]
    [InlineData("POST /api/replays", """{"consumer":["PlanTraining"]}""", "$.consumer '[\"PlanTraining\"]': must be a text")]
    [InlineData("POST /api/pauses/hex8_2p", """{"owner":null,"reason":"r","duration":"00:01:00"}""", "$.owner 'null': must be a text")]
    [InlineData("POST /api/pauses/hex8_2p", """{"owner":"o","reason":"r","duration":60}""", "$.duration '60': must be a time span")]
    [InlineData("POST /api/champions/hex8_2p/rollback", """{"to":"3","reason":"r"}""", "$.to '\"3\"': must be an integer")]
    [InlineData("POST /api/champions/hex8_2p/rollback", """{"to":3.0,"reason":"r"}""", "$.to '3.0': must be an integer")]
    [InlineData("POST /api/champions/hex8_2p/rollback", """{"to":3,"reason":null}""", "$.reason 'null': must be a text")]
    [InlineData("POST /api/champions/hex8_2p/rollback", """{"to":3}""", "$.reason: must be there")]
    [InlineData("POST /api/champions/hex8_2p/rollback", "[]", "'[]': must be an object")]
    public async Task When_a_member_of_a_body_is_wrong_should_answer_400_naming_place_value_and_rule(
        string address, string body, string named)
    {
        await using var host = await HttpApi.StartAsync();
        using var request = HttpApi.Request(address, content: new StringContent(body, Encoding.UTF8, "application/json"));
        await AssertProblemAsync(await host.Client.SendAsync(request), HttpStatusCode.BadRequest, named);
    }

    private static byte[] Packed(byte[] bytes)
    {
        using var buffer = new MemoryStream();
        using (var gzip = new GZipStream(buffer, CompressionLevel.Fastest))
        {
            gzip.Write(bytes);
        }

        // No bytes make no member; this is an empty one.
        return bytes.Length > 0 ? buffer.ToArray() : [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    }

    private static async Task<HttpResponseMessage> PostAsync(RunningHost host, byte[] body, string? coding = null)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        if (coding is not null)
        {
            content.Headers.Add("Content-Encoding", coding);
        }

        return await host.Client.PostAsync("/api/events", content);
    }

    private static async Task AssertProblemAsync(HttpResponseMessage answer, HttpStatusCode status, string named)
    {
        using (answer)
        {
            var text = await answer.Content.ReadAsStringAsync();
            Assert.True(
                status == answer.StatusCode,
                $"{answer.RequestMessage!.Method} {answer.RequestMessage.RequestUri}: {(int)answer.StatusCode} {text}");
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
            using var problem = JsonDocument.Parse(text);
            Assert.Contains(named, problem.RootElement.GetProperty("detail").GetString(), StringComparison.Ordinal);
        }
    }
}
