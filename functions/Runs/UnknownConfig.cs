using Microsoft.AspNetCore.Http;

namespace RingRift.Functions.Runs;

/// <summary>The answer to a config there is none of.</summary>
internal static class UnknownConfig
{
    public static IResult Answer(string config) => Results.Problem(
        $"'{config}' is no config; it is a board (square8, square19, hex8, hexagonal), '_', 2 to 4 players and 'p', for example hex8_2p",
        statusCode: StatusCodes.Status400BadRequest);
}
