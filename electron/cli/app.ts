export async function app(): Promise<number> { return 2; }
