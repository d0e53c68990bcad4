using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using RingRift.Eventing.Ingest;
using RingRift.Eventing.Json;
using RingRift.Eventing.Log;
using RingRift.Functions.Tests.Runtime;

namespace RingRift.Functions.Tests.Functions;

/// <summary>Chains by every id that an event from outside may have.</summary>
public sealed class TraceApiTests
{
    private static readonly string[] Texts =
    [
        "t1", "a/b?c#d\\e", "a%2Fb", "100%", "%", "%%41", "a+b c", "a;b=c&d", "..", ".", "a/../b", "/../..", "//a//", "äö",
        "環 \U0001F3B2", "'\"<>&%2F..\\", "a|b", "~", "traces/x", new string('/', 400),
        new string('環', 400),
    ];

    public static TheoryData<string> Ids => [.. Texts];

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task When_an_event_has_no_chain_of_its_own_should_find_it_by_source_and_id(string id)
    {
        await using var host = await HttpApi.StartAsync();
        var chain = await PostAsync(host, id, correlation: null);
        Assert.Equal($"/nodes/gpu-7|{id}", chain);
        await AssertFoundAsync(host, $"/api/traces/{Uri.EscapeDataString(chain)}");
        await AssertFoundAsync(host, $"/api/traces?correlation={Uri.EscapeDataString(chain)}");
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task When_an_event_names_its_chain_should_find_it_by_that(string correlation)
    {
        await using var host = await HttpApi.StartAsync();
        await PostAsync(host, "e1", correlation);
        await AssertFoundAsync(host, $"/api/traces?correlation={Uri.EscapeDataString(correlation)}");

        // Dots alone are taken out of paths by clients and servers, encoded or not.
        if (correlation is not ("." or ".."))
        {
            await AssertFoundAsync(host, $"/api/traces/{Uri.EscapeDataString(correlation)}");
        }
    }

    [Theory]
    [InlineData("/api/traces//nodes/gpu-7|t1", "/nodes/gpu-7|t1")]
    [InlineData("/API/Traces/%2Fnodes%2Fgpu-7|t1?before=0", "/nodes/gpu-7|t1")]
    [InlineData("/api/tr%61ces/t1", "t1")]
    [InlineData("http://localhost/api/traces/a%2Fb", "a/b")]
    public async Task When_a_path_is_written_in_another_legal_way_should_find_it_too(string target, string chain)
    {
        await using var host = await HttpApi.StartAsync();
        await PostAsync(host, "e1", chain);
        Assert.StartsWith("HTTP/1.1 200", await GetRawAsync(host, target), StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_a_host_before_the_worker_has_decoded_the_path_should_find_a_text_with_a_percent_sign_too()
    {
        // The platform's host decodes a%252Fb once, and sends a%2Fb on.
        await using var host = await HttpApi.StartAsync();
        await PostAsync(host, "e1", "a%2Fb");
        Assert.StartsWith("HTTP/1.1 200", await GetRawAsync(host, "/api/traces/a%2Fb"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_there_is_none_should_answer_404_naming_it_as_it_is_meant()
    {
        await using var host = await HttpApi.StartAsync();
        using var answer = await host.Client.GetAsync("/api/traces/%2Fnodes%2Fgpu-7%7Ct1");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("'/nodes/gpu-7|t1'", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static async Task<string> PostAsync(RunningHost host, string id, string? correlation)
    {
        var sent = new Dictionary<string, object?>
        {
            ["specversion"] = "1.0",
            ["id"] = id,
            ["source"] = "/nodes/gpu-7",
            ["type"] = "HOST_OFFLINE",
            ["time"] = "2026-03-01T12:00:00Z",
            ["correlationid"] = correlation,
            ["data"] = new { node_id = "gpu-7" },
        };
        using var answer = await host.Client.PostAsJsonAsync("/api/events", sent);
        Assert.True(answer.StatusCode == HttpStatusCode.Accepted, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<IngestReport>(EventJson.Options))!.Events[0].Id!;
    }

    private static async Task AssertFoundAsync(RunningHost host, string path)
    {
        using var answer = await host.Client.GetAsync(path);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{path}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        Assert.Equal(1, (await answer.Content.ReadFromJsonAsync<EventTrace>(EventJson.Options))!.Events);
    }

    /// <summary>A request whose target no client has put in order; the answer to its end.</summary>
    private static async Task<string> GetRawAsync(RunningHost host, string target)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(host.Client.BaseAddress!.Host, host.Client.BaseAddress.Port);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"GET {target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"));
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync();
    }
}
